package com.flowex.platform.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A thousand tenants have a hundred and one names among them. */
class TenantLabelsTest {

    @Test
    void theFirstHundredAreNamedByTheirNumberForGood() {
        TenantLabels labels = new TenantLabels();
        for (int round = 0; round < 2; round++) {
            for (int tenant = 7; tenant <= 1_000; tenant++) {
                String label = labels.of(tenant);
                assertEquals(tenant < 107 ? Integer.toString(tenant) : "other", label);
            }
        }
    }
}
