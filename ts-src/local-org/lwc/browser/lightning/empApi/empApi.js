const missing = () => Promise.reject(new Error('Not implemented in the local org: lightning/empApi'));

export const subscribe = missing;
export const unsubscribe = missing;
export const isEmpEnabled = () => Promise.resolve(false);
export const onError = () => undefined;
export const setDebugFlag = () => undefined;
