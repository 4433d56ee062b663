import type { Calls } from '../../shared/contract.ts'

/** What answers the calls of a part of the contract. */
export type Answers<C> = { readonly [N in keyof C & keyof Calls]: (input: Calls[N]['in']) => Promise<Calls[N]['out']> }
