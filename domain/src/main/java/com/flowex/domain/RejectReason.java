package com.flowex.domain;

import java.util.Locale;

/**
 * Why the engine refuses a command. The order of the constants is the precedence: where several apply, the first is
 * the answer. The lower-case name is the stable code that clients branch on.
 */
public enum RejectReason {
    /** The same id was used before, and its first answer is past retention: ask for the order, do not send it again. */
    CLIENT_ORDER_ID_EXPIRED,
    /** The same client order id was used for another order of this account. */
    CLIENT_ORDER_ID_REUSED,
    /** A query burnt this id before an order with it arrived. */
    CLIENT_ORDER_ID_BURNT,
    /** No order with this client order id was ever accepted or burnt, and none was refused of late. */
    CLIENT_ORDER_ID_NEVER_SEEN,
    /** The account used as many ids as are remembered of it: for now it needs such as say their time, UUIDs of version 7. */
    CLIENT_ORDER_IDS_USED_UP,
    /** The accounts of the tenant used as many ids as are remembered of them. */
    TENANT_IDS_USED_UP,
    /** The transfer id, or that of its reservation, may have been used before, and what came of it is past retention: it moves nothing again. */
    TRANSFER_ID_EXPIRED,
    /** The same transfer id was used with other fields, or in another chain. */
    TRANSFER_ID_REUSED,
    /** That id is taken by another asset, or the code is taken within the tenant. */
    ASSET_EXISTS,
    /** Ten times the supply does not fit a {@code long} at this scale. */
    SCALE_TOO_FINE,
    /** That id is taken by another instrument, or the symbol is taken within the tenant. */
    INSTRUMENT_EXISTS,
    /** A limit order of the largest permitted price and quantity would not fit a {@code long} of the quote asset. */
    NOTIONAL_OVERFLOWS,
    /** That account is somebody else's: its number was given out before. */
    ACCOUNT_TAKEN,
    UNKNOWN_ASSET,
    UNKNOWN_ACCOUNT,
    UNKNOWN_INSTRUMENT,
    /** Two parts of one command belong to different tenants. */
    OTHER_TENANT,
    /** A market's symbol, assets and price scale never change. */
    INSTRUMENT_FIXED,
    /** The market was changed since it was looked at. */
    INSTRUMENT_CHANGED,
    /** The log follows these rules or newer ones already. */
    RULES_NOT_NEWER,
    /** A kill switch stops the whole tenant. */
    TENANT_KILLED,
    /** A kill switch stops the market. */
    MARKET_KILLED,
    /** A kill switch stops the account. */
    ACCOUNT_KILLED,
    /** The account may not place such an order: it is suspended, or only reduces what it holds. */
    ACCOUNT_RESTRICTED,
    /** The market is gone for good. */
    INSTRUMENT_DELISTED,
    /** The market is halted: cancels only. */
    INSTRUMENT_HALTED,
    /** The market takes cancels and reductions only. */
    INSTRUMENT_CANCEL_ONLY,
    /** The market takes post-only limit orders only. */
    INSTRUMENT_POST_ONLY,
    /** The market does not take this kind of order. */
    ORDER_KIND_NOT_ALLOWED,
    /** A cancel-replace that stops on failure found nothing to cancel. */
    NOTHING_CANCELED,
    /** No open order of this account has that id; filled, canceled and other accounts' orders look alike. */
    UNKNOWN_ORDER,
    /**
     * Only an order that rests in the book or waits for its trigger, and is no part of a pair, can be changed, and only what it
     * has: a trigger while it waits, a limit if it has one, a display if it is an iceberg.
     */
    NOT_AMENDABLE,
    PRICE_OFF_TICK,
    PRICE_TOO_HIGH,
    QUANTITY_OFF_LOT,
    QUANTITY_TOO_SMALL,
    QUANTITY_TOO_LARGE,
    /** What an iceberg shows is off the lot, below the least quantity, or not less than the order. */
    DISPLAY_QUANTITY_INVALID,
    /** A slice of a time-weighted order would be below the least quantity. */
    SLICE_TOO_SMALL,
    NOTIONAL_TOO_SMALL,
    NOTIONAL_TOO_LARGE,
    /** The order's value is above the account's own limit. */
    ORDER_VALUE_TOO_LARGE,
    /** The order would expire before it came. */
    EXPIRY_PASSED,
    /** The limit order of a pair must be on the profitable side of its stop: above it to sell, below it to buy. */
    PAIR_PRICES_CROSSED,
    /** A reduction must lower the order's quantity. */
    NOT_A_REDUCTION,
    /** The order is already what it is to become. */
    NOTHING_TO_AMEND,
    TOO_MANY_OPEN_ORDERS,
    /** The market's trailing stops are all taken: each must be looked at whenever the price moves. */
    TOO_MANY_TRAILING_STOPS,
    /** The account would own more of the base asset than it may. */
    POSITION_TOO_LARGE,
    /** The trigger is met already. */
    WOULD_TRIGGER_AT_ONCE,
    /** A market order found nothing to trade with, or nothing within the price band. */
    NO_LIQUIDITY,
    POST_ONLY_WOULD_TAKE,
    /** The order would trade further from the reference price than the market allows. */
    PRICE_OUTSIDE_BAND,
    /** No reservation has that id. */
    RESERVATION_UNKNOWN,
    /** The reservation was posted already. */
    RESERVATION_POSTED,
    /** The reservation was voided already. */
    RESERVATION_VOIDED,
    /** The reservation expired. */
    RESERVATION_EXPIRED,
    /** More than was reserved. */
    EXCEEDS_RESERVATION,
    INSUFFICIENT_FUNDS,
    /** More of the asset would be inside than ten times its supply: the listing was wrong, or the deposit is. */
    SUPPLY_EXCEEDED,
    /** Another step of the same chain was refused. */
    CHAIN_BROKEN,
    /** The engine is at one of its bounds (accounts, assets, instruments, orders); nothing changed. */
    CAPACITY_REACHED;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The stable code of the wire: "insufficient_funds". */
    public String code() {
        return code;
    }
}
