package com.flowex.edge.http;

import com.flowex.ground.refusal.Refusal;

/** Where else to look, for who came by HTTP: a refusal names the rule, and only here are there routes. */
final class Signposts {

    private Signposts() {}

    /** What a refusal says, with the route that helps where there is one. */
    static String detail(Refusal refusal) {
        return switch (refusal.code()) {
            case UNKNOWN_INSTRUMENT -> refusal.detail() + "; GET /api/trading/pairs lists those there are";
            case UNKNOWN_ASSET -> refusal.detail() + "; GET /api/wallet/balances lists those there are";
            default -> refusal.detail();
        };
    }
}
