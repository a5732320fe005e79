package com.flowex.p2p.app;

import com.flowex.p2p.app.notice.TradeNotices;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradeEvent;
import com.flowex.p2p.store.TradeEventsTable;
import com.flowex.p2p.store.chat.EvidenceTable;
import com.flowex.p2p.store.chat.MessagesTable;
import com.flowex.platform.database.transaction.Transaction;

/** Records of a transition: its event, the step in the chat, the evidence of a dispute, and the notices. */
final class TradeRecords {

    private TradeRecords() {}

    /** Adds the event of a trade, and the step in its chat. */
    static void add(Transaction connection, Trade after, TradeEvent event) {
        TradeEventsTable.add(connection, after, event);
        MessagesTable.addStep(connection, after, event);
        if (after.state() == TradeState.DISPUTED) {
            EvidenceTable.freeze(connection, after);
        }
    }

    /** Notifies both parties. It comes last in a transaction, because it locks the numbers of their notices. */
    static void announce(Transaction connection, Trade after, TradeEvent event) {
        TradeNotices.changed(connection, after, event);
    }
}
