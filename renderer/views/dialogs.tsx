import { formatKey } from '../../shared/engine.ts'
import type { Dialog } from '../state/dialog.ts'
import { ByHandDialog } from './by-hand-dialog.tsx'
import { CollectorDialog } from './collector-dialog.tsx'
import { DoctorDialog } from './doctor-dialog.tsx'
import { DriftDialog } from './drift-dialog.tsx'
import { HistoryDialog } from './history-dialog.tsx'
import { HostDialog } from './host-dialog.tsx'
import { ImageDialog } from './image-dialog.tsx'
import { MirrorDialog } from './mirror-dialog.tsx'
import { OfferDialog } from './offer-dialog.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { ProfileDialog } from './profile-dialog.tsx'
import { ProfilesDialog } from './profiles-dialog.tsx'
import { ProofDialog } from './proof-dialog.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { SpeedDialog } from './speed-dialog.tsx'

/** The one dialog that is open; loaded when the first one opens. */
export function Dialogs({ dialog }: { readonly dialog: Dialog }) {
  switch (dialog.kind) {
    case 'plan':
      return (
        <PlanDialog
          key={[dialog.purpose, dialog.to, ...(dialog.engines ?? []).map(formatKey)].join(' ')}
          intent={dialog}
        />
      )
    case 'mirror':
      return <MirrorDialog index={dialog.index} />
    case 'proof':
      return <ProofDialog engine={dialog.engine} />
    case 'settings':
      return <SettingsDialog />
    case 'drift':
      return <DriftDialog engine={dialog.engine} />
    case 'profile':
      return <ProfileDialog key={dialog.name} name={dialog.name} />
    case 'profiles':
      return <ProfilesDialog />
    case 'offer':
      return <OfferDialog key={dialog.text} text={dialog.text} />
    case 'by-hand':
      return <ByHandDialog />
    case 'history':
      return <HistoryDialog />
    case 'doctor':
      return <DoctorDialog />
    case 'image':
      return <ImageDialog mirror={dialog.mirror} repository={dialog.repository} />
    case 'host':
      return <HostDialog />
    case 'collector':
      return <CollectorDialog mirror={dialog.mirror} />
    case 'speed':
      return <SpeedDialog first={dialog.upstream} />
  }
}
