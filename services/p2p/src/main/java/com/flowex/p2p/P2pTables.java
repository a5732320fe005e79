package com.flowex.p2p;

import com.flowex.p2p.app.person.P2pRestrictions;
import com.flowex.p2p.store.PaymentRecords;
import com.flowex.platform.database.Database;

/** Tables of trades between people, in processes that restrict people by cases or export their books. */
public record P2pTables(Database database) {

    /** Brings the schema up to date. */
    public void start() {
        database.migrate("p2p");
    }

    /** Returns the payments of released trades. */
    public PaymentRecords payments() {
        return new PaymentRecords(database);
    }

    /** Returns the restrictions of people. */
    public P2pRestrictions restrictions() {
        return new P2pRestrictions(database);
    }
}
