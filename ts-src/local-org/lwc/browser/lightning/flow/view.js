/** @typedef {import('../../../../flow/index.ts').FlowView} FlowView */

/** What `onstatuschange` hears. @param {FlowView|undefined} view @param {string} status `STARTED`, `PAUSED`, `FINISHED`, `FINISHED_SCREEN` (it had no screen), `ERROR` */
export function statusDetail(view, status) {
    const { flowName, flowTitle = '', activeStages = [], currentStage = null, interviewId: guid, outputVariables = [], screen } = view ?? {};
    return { status, flowTitle, activeStages, currentStage, helpText: screen?.helpText ?? null, guid, outputVariables: outputVariables.map((variable) => ({ flowName, ...variable })) };
}

/** The ways on from a screen, by the names that components know. @param {FlowView['screen']|undefined} screen @returns {string[]} */
export function actionsOf(screen) {
    const { back, next, finish, pause } = screen?.buttons ?? {};
    return Object.entries({ BACK: back, NEXT: next, FINISH: finish, PAUSE: pause }).filter(([, label]) => label != null).map(([target]) => target);
}

/** The button that leads on, when there is one. @param {FlowView['screen']} screen @returns {{target: string, label: string}|undefined} */
export function forwardOf({ buttons: { next, finish } }) {
    if (next !== null) return { target: 'NEXT', label: next };
    return finish === null ? undefined : { target: 'FINISH', label: finish };
}
