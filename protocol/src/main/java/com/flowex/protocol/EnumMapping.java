package com.flowex.protocol;

import com.flowex.domain.AccountRestriction;
import com.flowex.domain.CancelReason;
import com.flowex.domain.ExpiryReason;
import com.flowex.domain.MarketState;
import com.flowex.domain.MarketStateCause;
import com.flowex.domain.RejectReason;
import com.flowex.domain.ReplaceMode;
import com.flowex.domain.SelfTradePrevention;
import com.flowex.domain.Side;
import com.flowex.domain.TimeInForce;
import com.flowex.domain.TransferKind;
import com.flowex.domain.TriggerSource;
import com.flowex.domain.state.ReservationState;
import com.flowex.protocol.sbe.WireAccountRestriction;
import com.flowex.protocol.sbe.WireCancelReason;
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
final class EnumMapping<D extends Enum<D>, W extends Enum<W>> {

    static final EnumMapping<Side, WireSide> SIDE = new EnumMapping<>(Side.class, WireSide.class, WireSide.NULL_VAL);
    static final EnumMapping<TimeInForce, WireTimeInForce> TIME_IN_FORCE =
            new EnumMapping<>(TimeInForce.class, WireTimeInForce.class, WireTimeInForce.NULL_VAL);
    static final EnumMapping<SelfTradePrevention, WireSelfTradePrevention> SELF_TRADE_PREVENTION = new EnumMapping<>(
            SelfTradePrevention.class, WireSelfTradePrevention.class, WireSelfTradePrevention.NULL_VAL);
    static final EnumMapping<TriggerSource, WireTriggerSource> TRIGGER_SOURCE =
            new EnumMapping<>(TriggerSource.class, WireTriggerSource.class, WireTriggerSource.NULL_VAL);
    static final EnumMapping<ReplaceMode, WireReplaceMode> REPLACE_MODE =
            new EnumMapping<>(ReplaceMode.class, WireReplaceMode.class, WireReplaceMode.NULL_VAL);
    static final EnumMapping<CancelReason, WireCancelReason> CANCEL_REASON =
            new EnumMapping<>(CancelReason.class, WireCancelReason.class, WireCancelReason.NULL_VAL);
    static final EnumMapping<ExpiryReason, WireExpiryReason> EXPIRY_REASON =
            new EnumMapping<>(ExpiryReason.class, WireExpiryReason.class, WireExpiryReason.NULL_VAL);
    static final EnumMapping<TransferKind, WireTransferKind> TRANSFER_KIND =
            new EnumMapping<>(TransferKind.class, WireTransferKind.class, WireTransferKind.NULL_VAL);
    static final EnumMapping<ReservationState.Fate, WireReservationFate> RESERVATION_FATE =
            new EnumMapping<>(ReservationState.Fate.class, WireReservationFate.class, WireReservationFate.NULL_VAL);
    static final EnumMapping<MarketState, WireMarketState> MARKET_STATE =
            new EnumMapping<>(MarketState.class, WireMarketState.class, WireMarketState.NULL_VAL);
    static final EnumMapping<MarketStateCause, WireMarketStateCause> MARKET_STATE_CAUSE =
            new EnumMapping<>(MarketStateCause.class, WireMarketStateCause.class, WireMarketStateCause.NULL_VAL);
    static final EnumMapping<AccountRestriction, WireAccountRestriction> ACCOUNT_RESTRICTION =
            new EnumMapping<>(AccountRestriction.class, WireAccountRestriction.class, WireAccountRestriction.NULL_VAL);
    static final EnumMapping<RejectReason, WireRejectReason> REJECT_REASON =
            new EnumMapping<>(RejectReason.class, WireRejectReason.class, WireRejectReason.NULL_VAL);

    private final EnumMap<D, W> wires;
    private final EnumMap<W, D> domains;
    private final W absent;

    private EnumMapping(Class<D> domain, Class<W> wire, W absent) {
        wires = new EnumMap<>(domain);
        domains = new EnumMap<>(wire);
        this.absent = absent;
        for (D constant : domain.getEnumConstants()) {
            W twin = Enum.valueOf(wire, constant.name());
            wires.put(constant, twin);
            domains.put(twin, constant);
        }
    }

    W toWire(D constant) {
        W twin = wires.get(constant);
        if (twin == null) {
            throw new IllegalStateException(constant + " has no number on the wire");
        }
        return twin;
    }

    D toDomain(W constant) {
        D twin = domains.get(constant);
        if (twin == null) {
            throw new GarbledException(constant.getDeclaringClass().getSimpleName() + " must be set, was " + constant);
        }
        return twin;
    }

    W toWireOrAbsent(@Nullable D constant) {
        return constant == null ? absent : toWire(constant);
    }

    @Nullable
    D toDomainOrNull(W constant) {
        return constant == absent ? null : toDomain(constant);
    }

    /** Checks that a field that has no meaning here is absent. */
    void requireAbsent(W constant) {
        if (constant != absent) {
            throw new GarbledException(constant + " where nothing may stand");
        }
    }
}
