package com.flowex.p2p.app;

import com.flowex.p2p.app.notice.TradeNotices;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.OffersTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.TransactionRetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Ends of offers: the owner is notified a day before, and an offer that was not renewed is paused. */
public final class OfferClock {

    private static final Duration REMINDED_BEFORE = Duration.ofDays(1);
    private static final int BATCH = 200;

    private final Database database;
    private final OffersTable offers;
    private final P2pParts parts;
    private final InstantSource clock;

    public OfferClock(P2pParts parts, InstantSource clock) {
        this.database = parts.database();
        this.offers = parts.offers();
        this.parts = parts;
        this.clock = clock;
    }

    /** Reads the ends of a tenant's offers once. */
    public void read(int tenant) {
        Instant now = P2pSettings.stored(clock.instant());
        List<Long> ended = database.query(tenant, connection -> offers.ended(connection, tenant, now, BATCH));
        ended.forEach(id -> end(tenant, id, now));
        Instant soon = now.plus(REMINDED_BEFORE);
        List<Long> ending = database.query(tenant, connection -> offers.unreminded(connection, tenant, soon, BATCH));
        ending.forEach(id -> remind(tenant, id, now));
    }

    private void end(int tenant, long id, Instant now) {
        changed(TransactionRetry.change(database, tenant, connection -> {
            Offer offer = offers.held(connection, tenant, id).orElseThrow();
            if (offer.state() != Offer.State.ACTIVE || offer.endsAt().isAfter(now)) {
                return offer;
            }
            offers.become(connection, offer, Offer.State.PAUSED, now);
            Offer paused = offers.find(connection, tenant, id).orElseThrow();
            TradeNotices.offer(connection, paused, "ended", now);
            return paused;
        }));
    }

    private void remind(int tenant, long id, Instant now) {
        changed(TransactionRetry.change(database, tenant, connection -> {
            Offer offer = offers.held(connection, tenant, id).orElseThrow();
            offers.reminded(connection, offer);
            if (offer.state() == Offer.State.ACTIVE && offer.endsAt().isAfter(now)) {
                TradeNotices.offer(connection, offer, "ends_soon", now);
            }
            return offer;
        }));
    }

    private void changed(Offer offer) {
        parts.feed().changed(Set.of(offer.owner()));
    }
}
