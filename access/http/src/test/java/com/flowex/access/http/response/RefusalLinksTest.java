package com.flowex.access.http.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.flowex.domain.RejectReason;
import com.flowex.platform.errors.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Goal: a refusal names the rule on every interface; a caller over HTTP also gets the route that helps. */
class RefusalLinksTest {

    @ParameterizedTest
    @EnumSource
    void aRefusalItselfNamesNoRoute(RejectReason reason) {
        String detail = Refusal.refused(reason).detail();

        assertFalse(detail.contains("/"), detail);
    }

    @Test
    void httpRefusalLinksTheRouteThatLists() {
        Refusal market = Refusal.refused(RejectReason.UNKNOWN_INSTRUMENT);
        Refusal asset = Refusal.refused(RejectReason.UNKNOWN_ASSET);

        assertEquals(
                "there is no such market; GET /api/trading/pairs lists those there are",
                Problem.of(market, "id").detail());
        assertEquals(
                "there is no such currency; GET /api/wallet/balances lists those there are",
                PartProblem.of(asset).detail());
        assertEquals("too late", RefusalLinks.detail(Refusal.notFound("too late")));
    }
}
