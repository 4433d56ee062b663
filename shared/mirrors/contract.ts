export interface MirrorCalls {}
