/** What the core says of changes that were made, outside and by us; a part of `sentences.ts`. */
export const historySentences = {
  // Journal and undo
  'journal-unwritten': [
    'The change of {engine} is not in the journal: {path}: {why}',
    'The change itself stands, and “off” works as ever; only “undo” does not know of it.',
  ],
  'undo-nothing': ['There is no change to undo.', 'See “pullcord history”.'],
  'undo-missing': ['The journal has no change {id}.', 'See “pullcord history”.'],
  'undo-of-failure': ['This change failed and was put back at once.', ''],
  'undo-of-keep': [
    'The files were left as they were then; nothing was changed that could be undone.',
    'Turn on again if you want the mirror back.',
  ],
  'undo-of-import': [
    'What stood in the files was taken over; nothing was changed that could be undone.',
    'To leave the files to yourself again: pullcord mirror remove, and edit them.',
  ],
  'undo-unknown': [
    'It is not known what {engine} used before this change.',
    'Turn it off, which puts back what the files held before Pullcord, or on with the mirrors that you want.',
  ],
  'undo-kept-since': [
    'Since this change the files were left as someone else had made them.',
    'Edit them by hand, or turn on again.',
  ],

  // Changed outside
  'drift-none': ['Nobody but Pullcord has changed the files of {engine}.', 'See “pullcord drift”.'],
  'writer-tool': [
    '{path} was last written at {time}; by what it says, by {tool}. It belongs to {owner}.',
    'If {tool} writes this file again, set the mirror there.',
  ],
  'writer-owner': ['{path} was last written at {time}, and belongs to {owner}; it does not say what wrote it.', ''],
  'writer-gone': ['{path} was removed; nothing tells by whom.', ''],
  'fought-over-tool': [
    'Within {minutes} minutes Pullcord has brought its mirrors back into {path} {count} times, and each time something changed the file again: by what it says, {tool}, last at {time}. The file belongs to {owner}.',
    'Set the mirror in {tool}, or keep it from this file. Once more all the same: {command}',
  ],
  'fought-over': [
    'Within {minutes} minutes Pullcord has brought its mirrors back into {path} {count} times, and each time something changed the file again, last at {time}. The file belongs to {owner} and does not say what wrote it.',
    'Find what writes this file (configuration management, a timer, a dotfile manager) and set the mirror there. Once more all the same: {command}',
  ],
  'fought-over-gone': [
    'Within {minutes} minutes Pullcord has brought its mirrors back into {path} {count} times, and each time something removed the file again.',
    'Find what removes this file (configuration management, a timer). Once more all the same: {command}',
  ],

  // Putting everything back for good
  'left-program': [
    'Pullcord itself is still here.',
    'Remove the package (“apt remove pullcord” or “dnf remove pullcord”); from a clone, “npm run helper:install -- --uninstall” and delete the clone.',
  ],
  'left-settings': ['Your list of mirrors is still in {path}.', 'Delete it if you do not want it any more.'],
  'left-system': ['The files of the whole system are not put back: {why}', 'Run as root: {command}'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
