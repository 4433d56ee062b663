export interface ProfileCalls {}
