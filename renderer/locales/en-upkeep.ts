import { checkWords } from '../../shared/check-words.ts'
import type { HistoryEntry } from '../../shared/history.ts'
import { when } from './en-when.ts'

const verb: Readonly<Record<HistoryEntry['verb'], string>> = {
  on: 'turned on',
  off: 'turned off',
  undo: 'undone',
  keep: 'left as it was',
  import: 'taken over',
}

const via: Readonly<Record<HistoryEntry['by']['via'], string>> = {
  user: '',
  root: 'as root',
  sudo: 'with sudo',
  pkexec: 'by leave of an administrator',
}

/** The words of permission, drift, history and the doctor. */
export const upkeep = {
  more: 'More',
  profiles: { title: 'Profiles', exchange: 'Import and export', byHand: 'Set by hand' },
  approval: {
    promise: 'an administrator allows these mirrors once, and after that no password is asked',
    shown: 'The password dialog will show',
    risks: 'What this risks',
    accept: (count: number): string => (count === 1 ? 'I accept this risk' : 'I accept these risks'),
    give: 'Allow and turn on',
    asking: 'The password dialog is open elsewhere on this desktop. Nothing is changed before it is answered.',
    askingCancel:
      'Cancel closes only what you see here: a password typed there later allows the mirrors, and turns nothing on.',
    dismissed: 'Nothing was changed.',
    dismissedHint: 'The password dialog was closed without an answer.',
    title: 'Allowed by an administrator',
    none: 'Nothing yet. The first time that an engine of the system is turned on, an administrator allows the mirrors; after that no password is asked.',
    root: 'Pullcord runs as root here and needs no permission.',
    given: (at: string, uid: number) => `allowed ${when(at)}, asked for by user ${uid}`,
    current: 'the list as it stands',
    revoke: 'Take back all',
    revoking: 'Taking back… A password dialog may be open elsewhere.',
    revoked: 'Taken back. Turning on will ask an administrator again.',
  },
  drift: {
    title: (engine: string) => `${engine} was changed outside`,
    reading: 'Reading the files…',
    changed: (at: string) => `last changed ${when(at)}`,
    gone: 'removed',
    noDiff: 'What Pullcord wrote here cannot be told any more, so there is nothing to compare.',
    diffOf: (path: string) => `What was changed in ${path}`,
    same: 'The files are again as Pullcord wrote them. Nothing is left to decide.',
    choices: 'What now?',
    on: 'Put ours back',
    onHint: 'Sets the mirrors of the list again and keeps other edits. You see the plan first.',
    keep: 'Leave it as it is',
    keepHint: 'Writes nothing. From now on all that stands there is yours.',
    off: 'Take only ours out',
    offHint: 'Removes what is left of Pullcord’s entries and keeps other edits. You see the plan first.',
    keeping: 'Handing the files over… A password dialog may be open elsewhere.',
    kept: (engine: string) => `The files of ${engine} were left as they are. Nothing in them is Pullcord’s any more.`,
  },
  history: {
    title: 'History',
    reading: 'Reading the journal…',
    empty: 'Nothing was changed yet.',
    emptyHint: 'Every turn of the switch is written down here, with who did it, and can be taken back.',
    limited: (count: number) => `The latest ${count} are shown; “pullcord history” has more.`,
    verb,
    via,
    again: 'after a change outside',
    failed: 'failed, everything was put back',
    tried: 'tried',
    before: 'before',
    after: 'after',
    noMirror: 'no mirror',
    unknown: 'not known',
    files: (count: number) => (count === 1 ? '1 file' : `${count} files`),
    noFile: 'no file',
    undo: 'Undo',
    undoThis: (engine: string, at: string) => `Undo: ${engine}, ${at}`,
    sure: (engine: string, mirrors: string | null) =>
      mirrors === null
        ? `${engine} will use no mirror of Pullcord’s, as before.`
        : `${engine} will use again: ${mirrors}.`,
    now: 'Undo it',
    anyway: 'Undo anyway',
    keep: 'Keep',
    undoing: 'Putting it back…',
    undoingSystem: 'Putting it back… A password dialog may be open elsewhere.',
    undone: (engine: string) => `Undone for ${engine}.`,
    exact: 'Every file holds the very bytes again that it held before.',
    kept: 'Your later edits were kept.',
    notUndone: (engine: string) => `${engine} stays as it is.`,
  },
  doctor: {
    title: 'Doctor',
    about: 'Looks at what keeps a mirror from being used. It changes nothing.',
    running: 'Looking…',
    again: 'Check again',
    well: 'All is well.',
    wellHint: (at: string) => `Looked at everything ${when(at)}.`,
    found: (problems: number, notes: number, at: string) => {
      const said = [
        ...(problems > 0 ? [problems === 1 ? '1 problem' : `${problems} problems`] : []),
        ...(notes > 0 ? [notes === 1 ? '1 thing to know' : `${notes} things to know`] : []),
      ]
      return `${said.join(' and ')}, as seen ${when(at)}.`
    },
    result: { problem: 'problem', note: 'to know', unknown: 'could not be looked at', ok: 'well' },
    fine: (count: number) => (count === 1 ? '1 check is well' : `${count} checks are well`),
    check: checkWords.en.check,
  },
}
