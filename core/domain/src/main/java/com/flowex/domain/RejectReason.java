package com.flowex.domain;

import java.util.Locale;

/**
 * Reason why the engine refuses a command. The order of the constants is the precedence: where several apply, the first
 * is the answer. The lower-case name is the stable code that clients branch on.
 */
public enum RejectReason {
    /**
     * The same id was used before, and its first answer is past retention. The client must query the order and not send
     * it again.
     */
    CLIENT_ORDER_ID_EXPIRED,
    /** The same client order id was used for another order of this account. */
    CLIENT_ORDER_ID_REUSED,
    /** A query burnt this id before an order with it arrived. */
    CLIENT_ORDER_ID_BURNT,
    /** No order with this client order id was ever accepted or burnt, and none was refused recently. */
    CLIENT_ORDER_ID_NEVER_SEEN,
    /**
     * The account has used as many ids as the engine remembers for it. For now it needs ids that contain their time:
     * UUIDs of version 7.
     */
    CLIENT_ORDER_IDS_USED_UP,
    /** The accounts of the tenant have used as many ids as the engine remembers for the tenant. */
    TENANT_IDS_USED_UP,
    /**
     * The transfer id, or that of its reservation, may have been used before and its result is past retention. It moves
     * nothing again.
     */
    TRANSFER_ID_EXPIRED,
    /** The same transfer id was used with other fields, or in another chain. */
    TRANSFER_ID_REUSED,
    /** Another asset has that id, or the code is taken within the tenant. */
    ASSET_EXISTS,
    /** Ten times the supply does not fit a {@code long} at this scale. */
    SCALE_TOO_FINE,
    /** Another instrument has that id, or the symbol is taken within the tenant. */
    INSTRUMENT_EXISTS,
    /** A limit order of the largest permitted price and quantity would not fit a {@code long} of the quote asset. */
    NOTIONAL_OVERFLOWS,
    /** The account belongs to another owner: its number was given out before. */
    ACCOUNT_TAKEN,
    UNKNOWN_ASSET,
    UNKNOWN_ACCOUNT,
    UNKNOWN_INSTRUMENT,
    /** Two parts of one command belong to different tenants. */
    OTHER_TENANT,
    /** A market's symbol, assets and price scale never change. */
    INSTRUMENT_FIXED,
    /** The market changed after the requester read it. */
    INSTRUMENT_CHANGED,
    /** The scale of an asset's index price never changes. */
    MARGIN_SCALE_FIXED,
    /**
     * An isolated account follows its main account: it exchanges money with that account, the lending account and the
     * insurance account alone, and has no owner, limits, quota and group of its own.
     */
    ISOLATED_ACCOUNT,
    /** The log already follows these rules or newer ones. */
    RULES_NOT_NEWER,
    /** The rules of the log do not know the request; an operator has to adopt newer ones. */
    RULES_TOO_OLD,
    /** The asset has no margin terms: it is neither lent nor collateral. */
    MARGIN_TERMS_MISSING,
    /** No tier of a lent asset allows so high a leverage. */
    LEVERAGE_TOO_HIGH,
    /** The source of an index price has given a quote of the same time or a later one. */
    INDEX_QUOTE_OUTDATED,
    /** A kill switch stops the whole tenant. */
    TENANT_KILLED,
    /** A kill switch stops the market. */
    MARKET_KILLED,
    /** A kill switch stops the account. */
    ACCOUNT_KILLED,
    /** An isolated account trades in one market, and has no other assets than that market's. */
    ISOLATED_MARKET,
    /**
     * The account may not place such an order: it is suspended, may only reduce what it holds, or is being liquidated.
     */
    ACCOUNT_RESTRICTED,
    /** The market is gone for good. */
    INSTRUMENT_DELISTED,
    /** The market is halted and accepts cancels only. */
    INSTRUMENT_HALTED,
    /** The market accepts cancels and reductions only. */
    INSTRUMENT_CANCEL_ONLY,
    /** The market accepts post-only limit orders only. */
    INSTRUMENT_POST_ONLY,
    /** The market does not accept this kind of order. */
    ORDER_KIND_NOT_ALLOWED,
    /** A cancel-replace that stops on failure found nothing to cancel. */
    NOTHING_CANCELED,
    /**
     * No open order of this account has that id. Filled orders, canceled orders and other accounts' orders are not
     * distinguished.
     */
    UNKNOWN_ORDER,
    /**
     * The order cannot be changed in this way. An order can be changed if it rests in the book or waits for its
     * trigger, and is not part of a pair. Only fields that it has can change: a trigger while it waits, a limit if it
     * has one, a display if it is an iceberg.
     */
    NOT_AMENDABLE,
    /** The fills of the order are not those that the cancel requires. */
    CANCEL_RESTRICTED,
    PRICE_OFF_TICK,
    PRICE_TOO_HIGH,
    QUANTITY_OFF_LOT,
    QUANTITY_TOO_SMALL,
    QUANTITY_TOO_LARGE,
    /** The shown quantity of an iceberg is off the lot, below the lowest quantity, or not less than the order. */
    DISPLAY_QUANTITY_INVALID,
    /** A slice of a time-weighted order would be below the lowest quantity. */
    SLICE_TOO_SMALL,
    NOTIONAL_TOO_SMALL,
    NOTIONAL_TOO_LARGE,
    /** The order's value is above the account's own limit. */
    ORDER_VALUE_TOO_LARGE,
    /** The order's expiry time has already passed. */
    EXPIRY_PASSED,
    /**
     * The limit order of a pair must be on the profitable side of its stop: above it for a sell, below it for a buy.
     */
    PAIR_PRICES_CROSSED,
    /** A reduction must lower the order's quantity. */
    NOT_A_REDUCTION,
    /** The order already has the requested values. */
    NOTHING_TO_AMEND,
    TOO_MANY_OPEN_ORDERS,
    /**
     * The market has its highest number of trailing stops. The number is bounded because each must be checked at every
     * price move.
     */
    TOO_MANY_TRAILING_STOPS,
    /** The account would own more of the base asset than it may. */
    POSITION_TOO_LARGE,
    /** The trigger is already met. */
    WOULD_TRIGGER_AT_ONCE,
    /** A market order found nothing to trade with, or nothing within the price band. */
    NO_LIQUIDITY,
    POST_ONLY_WOULD_TAKE,
    /** The order would trade further from the reference price than the market allows. */
    PRICE_OUTSIDE_BAND,
    /** No reservation has that id. */
    RESERVATION_UNKNOWN,
    /** The reservation was already posted. */
    RESERVATION_POSTED,
    /** The reservation was already voided. */
    RESERVATION_VOIDED,
    /** The reservation expired. */
    RESERVATION_EXPIRED,
    /** The request posts more than was reserved. */
    EXCEEDS_RESERVATION,
    /** A loan or a repayment moves at once; no reservation can set it aside. */
    LENDING_NOT_RESERVABLE,
    /** No pool lends the asset to the account, so that it cannot owe it. */
    LENDING_POOL_MISSING,
    /** With this loan the pool would have lent more than its cap. */
    LENDING_CAP_REACHED,
    /** The account owes less of the asset, interest included. */
    REPAYS_MORE_THAN_OWED,
    INSUFFICIENT_FUNDS,
    /** The account owes, or would owe, an asset whose index price has too few sources at the moment. */
    INDEX_PRICE_UNCERTAIN,
    /** The account would have too little collateral for its debts. */
    MARGIN_LEVEL_TOO_LOW,
    /**
     * The customers would own more of the asset than ten times its supply: either the listing or the deposit is wrong.
     */
    SUPPLY_EXCEEDED,
    /** Another step of the same chain was refused. */
    CHAIN_BROKEN,
    /** The engine is at one of its bounds (accounts, assets, instruments, orders); nothing changed. */
    CAPACITY_REACHED;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Returns the stable code on the wire, such as "insufficient_funds". */
    public String code() {
        return code;
    }
}
