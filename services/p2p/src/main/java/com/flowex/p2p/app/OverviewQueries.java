package com.flowex.p2p.app;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.Reliability;
import com.flowex.p2p.store.CounterpartiesTable;
import com.flowex.p2p.store.OfferPairQueries;
import com.flowex.p2p.store.method.LimitsTable;
import com.flowex.platform.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Facts that a person needs before the first search or offer. */
public record OverviewQueries(Database database, P2pSettings settings, InstantSource clock) {

    /**
     * Overview for one person.
     *
     * @param pairs pairs with active offers
     * @param feeMillionths fee of the tenant's sellers, in millionths of the principal
     * @param reliability the person's own
     */
    public record Overview(List<OfferPairQueries.Pair> pairs, int feeMillionths, Reliability reliability) {}

    public Overview of(AccountId person) {
        Instant now = clock.instant();
        return database.query(
                person.tenant(),
                connection -> new Overview(
                        OfferPairQueries.all(connection, person.tenant()),
                        settings.feeOf(LimitsTable.of(connection, person.tenant())),
                        CounterpartiesTable.of(connection, person, now)));
    }
}
