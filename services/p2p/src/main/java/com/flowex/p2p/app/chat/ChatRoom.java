package com.flowex.p2p.app.chat;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.chat.ChatCommands.Visitor;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradesTable;
import com.flowex.p2p.store.chat.MessagesTable.Writer;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Chat of a trade as one of its readers enters it: a party, or the moderator who has claimed its dispute.
 *
 * @param writer role, account and user of the reader
 * @param isReadOnly true for a moderator who only confirms the decision of another one
 */
record ChatRoom(Trade trade, Writer writer, boolean isReadOnly) {

    /** Time after the end of a trade in which people may still write. */
    static final Duration OPEN_AFTER_END = Duration.ofDays(1);

    /** Opens the room of a trade for a reader. */
    static ChatRoom of(Transaction connection, TradesTable trades, Visitor reader, UUID id) {
        return of(trades.find(connection, reader.account().tenant(), id), reader);
    }

    /** Opens the room and locks the trade until the transaction ends, so that what is added is numbered in order. */
    static ChatRoom held(Transaction connection, TradesTable trades, Visitor reader, UUID id) {
        return of(trades.held(connection, reader.account().tenant(), id), reader);
    }

    private static ChatRoom of(Optional<Trade> found, Visitor reader) {
        if (reader.isModerator()) {
            Trade trade = found.orElseThrow(() -> Refusal.notFound("there is no such dispute"));
            if (trade.isParty(reader.account())) {
                throw new Refusal(RefusalCode.FORBIDDEN, "you are a party of this trade");
            }
            boolean isHandler = trade.progress()
                    .dispute()
                    .moderator()
                    .equals(OptionalLong.of(reader.account().number()));
            if (!isHandler && !mayConfirm(trade, reader)) {
                throw new Refusal(RefusalCode.TRADE_STATE, "claim the dispute before you read what was written");
            }
            return new ChatRoom(trade, new Writer(TradeRole.MODERATOR, reader.account(), reader.user()), !isHandler);
        }
        Trade trade = found.filter(each -> each.isParty(reader.account()))
                .orElseThrow(() -> Refusal.notFound("you have no such trade"));
        TradeRole role = trade.roleOf(reader.account());
        return new ChatRoom(trade, new Writer(role, reader.account(), reader.user()), false);
    }

    /** A second moderator reads all that was written before confirming the decision of the first. */
    private static boolean mayConfirm(Trade trade, Visitor reader) {
        OptionalLong first = trade.progress().dispute().firstModerator();
        return switch (trade.state()) {
            case PROPOSED -> reader.mayDecide();
            case APPEAL_PROPOSED ->
                reader.mayDecide()
                        && !first.equals(OptionalLong.of(reader.account().number()));
            default -> false;
        };
    }

    boolean mayWrite(Instant now) {
        return !isReadOnly && isOpen(now);
    }

    private boolean isOpen(Instant now) {
        return !trade.state().hasEnded() || now.isBefore(trade.changedAt().plus(OPEN_AFTER_END));
    }

    /** @throws Refusal {@code trade_state} if the trade ended too long ago, or the reader only confirms a decision */
    void requireMayWrite(Instant now) {
        if (isReadOnly) {
            throw new Refusal(RefusalCode.TRADE_STATE, "claim the dispute before you write");
        }
        if (!isOpen(now)) {
            throw new Refusal(
                    RefusalCode.TRADE_STATE,
                    "the trade ended more than " + OPEN_AFTER_END.toHours() + " hours ago: its chat is closed");
        }
    }

    AccountId other() {
        return writer.role() == TradeRole.SELLER
                ? trade.terms().buyer()
                : trade.terms().seller();
    }
}
