package com.flowex.protocol.body;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.MarketStateCause;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.CancelRestriction;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.state.ReservationState;
import com.flowex.protocol.sbe.WireAccountRestriction;
import com.flowex.protocol.sbe.WireCancelReason;
import com.flowex.protocol.sbe.WireCancelRestriction;
import com.flowex.protocol.sbe.WireExpiryReason;
import com.flowex.protocol.sbe.WireMarketState;
import com.flowex.protocol.sbe.WireMarketStateCause;
import com.flowex.protocol.sbe.WireRejectReason;
import com.flowex.protocol.sbe.WireReplaceMode;
import com.flowex.protocol.sbe.WireReservationFate;
import com.flowex.protocol.sbe.WireSelfTradePrevention;
import com.flowex.protocol.sbe.WireSide;
import com.flowex.protocol.sbe.WireTimeInForce;
import com.flowex.protocol.sbe.WireTransferKind;
import com.flowex.protocol.sbe.WireTriggerSource;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;

/**
 * Mapping between an enum of the domain and the one of the wire with the same names. The wire's numbers are in the
 * schema, so the domain may order its constants freely.
 */
public final class EnumPair<D extends Enum<D>, W extends Enum<W>> {

    public static final EnumPair<Side, WireSide> SIDE = new EnumPair<>(Side.class, WireSide.class, WireSide.NULL_VAL);
    static final EnumPair<TimeInForce, WireTimeInForce> TIME_IN_FORCE =
            new EnumPair<>(TimeInForce.class, WireTimeInForce.class, WireTimeInForce.NULL_VAL);
    public static final EnumPair<SelfTradePrevention, WireSelfTradePrevention> SELF_TRADE_PREVENTION =
            new EnumPair<>(SelfTradePrevention.class, WireSelfTradePrevention.class, WireSelfTradePrevention.NULL_VAL);
    static final EnumPair<TriggerSource, WireTriggerSource> TRIGGER_SOURCE =
            new EnumPair<>(TriggerSource.class, WireTriggerSource.class, WireTriggerSource.NULL_VAL);
    public static final EnumPair<ReplaceMode, WireReplaceMode> REPLACE_MODE =
            new EnumPair<>(ReplaceMode.class, WireReplaceMode.class, WireReplaceMode.NULL_VAL);
    public static final EnumPair<CancelRestriction, WireCancelRestriction> CANCEL_RESTRICTION =
            new EnumPair<>(CancelRestriction.class, WireCancelRestriction.class, WireCancelRestriction.NULL_VAL);
    public static final EnumPair<CancelReason, WireCancelReason> CANCEL_REASON =
            new EnumPair<>(CancelReason.class, WireCancelReason.class, WireCancelReason.NULL_VAL);
    public static final EnumPair<ExpiryReason, WireExpiryReason> EXPIRY_REASON =
            new EnumPair<>(ExpiryReason.class, WireExpiryReason.class, WireExpiryReason.NULL_VAL);
    static final EnumPair<TransferKind, WireTransferKind> TRANSFER_KIND =
            new EnumPair<>(TransferKind.class, WireTransferKind.class, WireTransferKind.NULL_VAL);
    public static final EnumPair<ReservationState.ReservationStatus, WireReservationFate> RESERVATION_STATUS =
            new EnumPair<>(
                    ReservationState.ReservationStatus.class, WireReservationFate.class, WireReservationFate.NULL_VAL);
    public static final EnumPair<MarketState, WireMarketState> MARKET_STATE =
            new EnumPair<>(MarketState.class, WireMarketState.class, WireMarketState.NULL_VAL);
    public static final EnumPair<MarketStateCause, WireMarketStateCause> MARKET_STATE_CAUSE =
            new EnumPair<>(MarketStateCause.class, WireMarketStateCause.class, WireMarketStateCause.NULL_VAL);
    public static final EnumPair<AccountRestriction, WireAccountRestriction> ACCOUNT_RESTRICTION =
            new EnumPair<>(AccountRestriction.class, WireAccountRestriction.class, WireAccountRestriction.NULL_VAL);
    public static final EnumPair<RejectReason, WireRejectReason> REJECT_REASON =
            new EnumPair<>(RejectReason.class, WireRejectReason.class, WireRejectReason.NULL_VAL);

    private final EnumMap<D, W> wires;
    private final EnumMap<W, D> domains;
    private final W absent;

    private EnumPair(Class<D> domain, Class<W> wire, W absent) {
        wires = new EnumMap<>(domain);
        domains = new EnumMap<>(wire);
        this.absent = absent;
        for (D constant : domain.getEnumConstants()) {
            W twin = Enum.valueOf(wire, constant.name());
            wires.put(constant, twin);
            domains.put(twin, constant);
        }
    }

    public W toWire(D constant) {
        W twin = wires.get(constant);
        if (twin == null) {
            throw new IllegalStateException(constant + " has no number on the wire");
        }
        return twin;
    }

    public D toDomain(W constant) {
        D twin = domains.get(constant);
        if (twin == null) {
            throw new GarbledException(constant.getDeclaringClass().getSimpleName() + " must be set, was " + constant);
        }
        return twin;
    }

    public W toWireOrAbsent(@Nullable D constant) {
        return constant == null ? absent : toWire(constant);
    }

    @Nullable
    public D toDomainOrNull(W constant) {
        return constant == absent ? null : toDomain(constant);
    }

    /** Checks that a field that has no meaning here is absent. */
    void requireAbsent(W constant) {
        if (constant != absent) {
            throw new GarbledException(constant + " where nothing may stand");
        }
    }
}
