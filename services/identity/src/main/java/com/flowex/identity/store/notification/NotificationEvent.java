package com.flowex.identity.store.notification;

import static com.flowex.identity.store.notification.NotificationChannel.MAIL;
import static com.flowex.identity.store.notification.NotificationChannel.PAGE;
import static com.flowex.identity.store.notification.NotificationChannel.PUSH;
import static com.flowex.identity.store.notification.NotificationChannel.WEBHOOK;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Event that users are notified of, with the channels that carry it. Each channel is on until the user switches it off. */
public enum NotificationEvent {
    DEPOSIT,
    WITHDRAWAL,
    /** The level of an account that owes fell below that of a margin call, or its liquidation began. */
    MARGIN_CALL,
    FILL,
    /** The exchange ended an order at its time, without a request of the user. */
    ORDER_EXPIRED,
    /** A login from a new device. */
    LOGIN,
    /**
     * A change that makes it easier to take the account over or to take money out: second factor, key, password,
     * address, destination of withdrawals, restriction. Such notices cannot be switched off.
     */
    SECURITY,
    /** An alert that the user set has fired. The alert names its own channels; these switch them off for all alerts. */
    PRICE_ALERT,
    /** A run of a strategy has stopped, and not by its owner. */
    STRATEGY_RUN,
    /** A trade with a person changed, or a window of it or an offer ends soon. */
    P2P_TRADE,
    /** The other side of a trade, or a moderator, wrote. */
    P2P_MESSAGE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Returns the name of the event in the JSON interface and the database. */
    public String word() {
        return word;
    }

    /** Returns the channels that carry this event. */
    public List<NotificationChannel> channels() {
        return switch (this) {
            case DEPOSIT, WITHDRAWAL, P2P_TRADE, PRICE_ALERT -> List.of(MAIL, PUSH, WEBHOOK, PAGE);
            case FILL, ORDER_EXPIRED, P2P_MESSAGE -> List.of(PUSH, WEBHOOK, PAGE);
            case LOGIN, MARGIN_CALL, SECURITY, STRATEGY_RUN -> List.of(MAIL, PUSH, WEBHOOK);
        };
    }

    /** Returns true if the channels of this event cannot be switched off. */
    public boolean isFixed() {
        return this == SECURITY;
    }

    public static Optional<NotificationEvent> of(String word) {
        return Stream.of(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
