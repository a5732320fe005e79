package com.flowex.risk.store.suspicion;

/** Decision that closes a case; it takes two people. */
public enum CaseDecision {
    DISMISSED(CaseState.DISMISSED),
    CONFIRMED(CaseState.CONFIRMED);

    private final CaseState state;

    CaseDecision(CaseState state) {
        this.state = state;
    }

    CaseState state() {
        return state;
    }

    public String word() {
        return state.word();
    }

    static CaseDecision of(String word) {
        return CaseState.of(word) == CaseState.DISMISSED ? DISMISSED : CONFIRMED;
    }
}
