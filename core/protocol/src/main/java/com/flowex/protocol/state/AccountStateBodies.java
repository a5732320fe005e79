package com.flowex.protocol.state;

import com.flowex.domain.state.AccountLimitsState;
import com.flowex.domain.state.AccountOwnerState;
import com.flowex.domain.state.AccountRestrictionState;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.DatedIdsState;
import com.flowex.domain.state.MarketTimerState;
import com.flowex.domain.state.OrderQuotaState;
import com.flowex.domain.state.ReservationState;
import com.flowex.domain.state.TransferStepState;
import com.flowex.domain.state.VolumeState;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.protocol.body.EnumPair;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.ListingBodies;
import com.flowex.protocol.body.Money;
import com.flowex.protocol.sbe.WireAccountLimitsStateDecoder;
import com.flowex.protocol.sbe.WireAccountLimitsStateEncoder;
import com.flowex.protocol.sbe.WireAccountOwnerStateDecoder;
import com.flowex.protocol.sbe.WireAccountOwnerStateEncoder;
import com.flowex.protocol.sbe.WireAccountRestrictionStateDecoder;
import com.flowex.protocol.sbe.WireAccountRestrictionStateEncoder;
import com.flowex.protocol.sbe.WireAccountStateDecoder;
import com.flowex.protocol.sbe.WireAccountStateEncoder;
import com.flowex.protocol.sbe.WireBalanceStateDecoder;
import com.flowex.protocol.sbe.WireBalanceStateEncoder;
import com.flowex.protocol.sbe.WireDatedIdsStateDecoder;
import com.flowex.protocol.sbe.WireDatedIdsStateEncoder;
import com.flowex.protocol.sbe.WireMarketTimerStateDecoder;
import com.flowex.protocol.sbe.WireMarketTimerStateEncoder;
import com.flowex.protocol.sbe.WireOrderQuotaStateDecoder;
import com.flowex.protocol.sbe.WireOrderQuotaStateEncoder;
import com.flowex.protocol.sbe.WireReservationStateDecoder;
import com.flowex.protocol.sbe.WireReservationStateEncoder;
import com.flowex.protocol.sbe.WireTransferStepStateDecoder;
import com.flowex.protocol.sbe.WireTransferStepStateEncoder;
import com.flowex.protocol.sbe.WireVolumeStateDecoder;
import com.flowex.protocol.sbe.WireVolumeStateEncoder;

/**
 * Encoding and decoding of the state of accounts and their money. Each write is beside its read; a write returns the
 * end of the body.
 */
final class AccountStateBodies {

    private AccountStateBodies() {}

    static int write(AccountState state, WireAccountStateEncoder out) {
        Ids.write(state.account(), out.account());
        out.hasForgottenIds(Ids.wire(state.hasForgottenIds()))
                .mayOwe(Ids.wire(state.mayOwe()))
                .isKilled(Ids.wire(state.isKilled()))
                .preventionGroup(state.preventionGroup())
                .deadMansNanos(state.deadMansNanos());
        return out.limit();
    }

    static AccountState read(WireAccountStateDecoder in) {
        return new AccountState(
                Ids.read(in.account()),
                Ids.read(in.hasForgottenIds()),
                Ids.read(in.mayOwe()),
                Ids.read(in.isKilled()),
                in.preventionGroup(),
                in.deadMansNanos());
    }

    static int write(AccountOwnerState state, WireAccountOwnerStateEncoder out) {
        Ids.write(state.account(), out.account());
        Ids.write(state.owner(), out.owner());
        return out.limit();
    }

    static int write(DatedIdsState state, WireDatedIdsStateEncoder out) {
        Ids.write(state.account(), out.account());
        out.millis(state.millis());
        return out.limit();
    }

    static DatedIdsState read(WireDatedIdsStateDecoder in) {
        return new DatedIdsState(Ids.read(in.account()), in.millis());
    }

    static AccountOwnerState read(WireAccountOwnerStateDecoder in) {
        return new AccountOwnerState(Ids.read(in.account()), Ids.read(in.owner()));
    }

    static int write(AccountRestrictionState state, WireAccountRestrictionStateEncoder out) {
        Ids.write(state.account(), out.account());
        out.restriction(EnumPair.ACCOUNT_RESTRICTION.toWire(state.restriction()));
        return out.limit();
    }

    static AccountRestrictionState read(WireAccountRestrictionStateDecoder in) {
        return new AccountRestrictionState(
                Ids.read(in.account()), EnumPair.ACCOUNT_RESTRICTION.toDomain(in.restriction()));
    }

    static int write(AccountLimitsState state, WireAccountLimitsStateEncoder out) {
        Ids.write(state.account(), out.account());
        ListingBodies.write(state.limits(), out.limits());
        out.instrument(state.instrument().value());
        return out.limit();
    }

    static AccountLimitsState read(WireAccountLimitsStateDecoder in) {
        return new AccountLimitsState(
                Ids.read(in.account()), new InstrumentId(in.instrument()), ListingBodies.read(in.limits()));
    }

    static int write(MarketTimerState state, WireMarketTimerStateEncoder out) {
        Ids.write(state.account(), out.account());
        out.instrument(state.instrument().value()).deadlineNanos(state.deadlineNanos());
        return out.limit();
    }

    static MarketTimerState read(WireMarketTimerStateDecoder in) {
        return new MarketTimerState(Ids.read(in.account()), new InstrumentId(in.instrument()), in.deadlineNanos());
    }

    static int write(OrderQuotaState state, WireOrderQuotaStateEncoder out) {
        Ids.write(state.account(), out.account());
        ListingBodies.write(state.quota(), out.quota());
        return out.limit();
    }

    static OrderQuotaState read(WireOrderQuotaStateDecoder in) {
        return new OrderQuotaState(Ids.read(in.account()), ListingBodies.read(in.quota()));
    }

    static int write(BalanceState state, WireBalanceStateEncoder out) {
        Ids.write(state.account(), out.account());
        out.asset(state.asset().value()).balanceUnits(state.balanceUnits()).heldUnits(state.heldUnits());
        return out.limit();
    }

    static BalanceState read(WireBalanceStateDecoder in) {
        return new BalanceState(Ids.read(in.account()), new AssetId(in.asset()), in.balanceUnits(), in.heldUnits());
    }

    static int write(VolumeState state, WireVolumeStateEncoder out) {
        Ids.write(state.account(), out.account());
        out.quote(state.quote().value()).day(state.day()).units(state.units());
        return out.limit();
    }

    static VolumeState read(WireVolumeStateDecoder in) {
        return new VolumeState(Ids.read(in.account()), new AssetId(in.quote()), in.day(), in.units());
    }

    static int write(TransferStepState state, WireTransferStepStateEncoder out) {
        Money.write(state.step(), out.step());
        Ids.write(state.chain(), out.chain());
        out.chainLength(state.chainLength())
                .sequence(state.sequence())
                .refusal(EnumPair.REJECT_REASON.toWireOrAbsent(state.refusal()));
        return out.limit();
    }

    static TransferStepState read(WireTransferStepStateDecoder in) {
        return new TransferStepState(
                Money.read(in.step()),
                Ids.read(in.chain()),
                in.chainLength(),
                in.sequence(),
                EnumPair.REJECT_REASON.toDomainOrNull(in.refusal()));
    }

    static int write(ReservationState state, WireReservationStateEncoder out) {
        Ids.write(state.reservation(), out.reservation());
        out.expiresNanos(state.expiresNanos()).fate(EnumPair.RESERVATION_STATUS.toWire(state.fate()));
        return out.limit();
    }

    static ReservationState read(WireReservationStateDecoder in) {
        return new ReservationState(
                Ids.read(in.reservation()), in.expiresNanos(), EnumPair.RESERVATION_STATUS.toDomain(in.fate()));
    }
}
