export interface HostCalls {}
