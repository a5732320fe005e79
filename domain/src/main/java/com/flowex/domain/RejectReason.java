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
    /** No order with this client order id was ever accepted, refused or burnt. */
    CLIENT_ORDER_ID_NEVER_SEEN,
    /** The same transfer id was used with other fields. */
    TRANSFER_ID_REUSED,
    /** That id is taken by another asset, or the code is taken within the tenant. */
    ASSET_EXISTS,
    /** Ten times the supply does not fit a {@code long} at this scale. */
    SCALE_TOO_FINE,
    /** That id is taken by another instrument, or the symbol is taken within the tenant. */
    INSTRUMENT_EXISTS,
    /** A limit order of the largest permitted price and quantity would not fit a {@code long} of the quote asset. */
    NOTIONAL_OVERFLOWS,
    UNKNOWN_ASSET,
    UNKNOWN_ACCOUNT,
    UNKNOWN_INSTRUMENT,
    /** Two parts of one command belong to different tenants. */
    OTHER_TENANT,
    INSTRUMENT_HALTED,
    /** No open order of this account has that id; filled, canceled and other accounts' orders look alike. */
    UNKNOWN_ORDER,
    PRICE_OFF_TICK,
    PRICE_TOO_HIGH,
    QUANTITY_OFF_LOT,
    QUANTITY_TOO_SMALL,
    QUANTITY_TOO_LARGE,
    NOTIONAL_TOO_SMALL,
    /** A reduction must lower the order's quantity. */
    NOT_A_REDUCTION,
    TOO_MANY_OPEN_ORDERS,
    /** A market order found nothing to trade with. */
    NO_LIQUIDITY,
    POST_ONLY_WOULD_TAKE,
    INSUFFICIENT_FUNDS,
    /** More of the asset would be inside than ten times its supply: the listing was wrong, or the deposit is. */
    SUPPLY_EXCEEDED,
    /** The engine is at one of its bounds (accounts, assets, instruments, orders); nothing changed. */
    CAPACITY_REACHED;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The stable code of the wire: "insufficient_funds". */
    public String code() {
        return code;
    }
}
