package com.flowex.access.http.response;

import com.flowex.platform.errors.Refusal;

/** Links in refusals to a helpful route. Only HTTP has routes; the refusal itself names only the rule. */
final class RefusalLinks {

    private RefusalLinks() {}

    /** Returns a refusal's text, with a helpful route if there is one. */
    static String detail(Refusal refusal) {
        return switch (refusal.code()) {
            case UNKNOWN_INSTRUMENT -> refusal.detail() + "; GET /api/trading/pairs lists those there are";
            case UNKNOWN_ASSET -> refusal.detail() + "; GET /api/wallet/balances lists those there are";
            default -> refusal.detail();
        };
    }
}
