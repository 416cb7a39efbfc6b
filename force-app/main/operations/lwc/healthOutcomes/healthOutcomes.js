/**
 * Rows with what became of them: `done` where it was carried out, else the sentence that says why not. Rows without a decision stay.
 * @param {{id: string}[]} rows
 * @param {{id: string, isDone: boolean, message: string}[]} decisions
 * @param {string} done
 */
export function withOutcomes(rows, decisions, done) {
    const byId = new Map(decisions.map((decision) => [decision.id, decision]));
    return rows.map((row) => {
        const decision = byId.get(row.id);
        return decision ? { ...row, isDone: decision.isDone, outcome: decision.isDone ? done : decision.message } : row;
    });
}
