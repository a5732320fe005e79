package com.flowex.protocol;

import com.flowex.domain.AssetId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.state.AccountLimitsState;
import com.flowex.domain.state.AccountOwnerState;
import com.flowex.domain.state.AccountRestrictionState;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.ReservationState;
import com.flowex.domain.state.TimestampedIdsState;
import com.flowex.domain.state.TransferStepState;
import com.flowex.domain.state.VolumeState;
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
final class AccountStateCodecs {

    private AccountStateCodecs() {}

    static int write(AccountState state, WireAccountStateEncoder out) {
        IdCodecs.write(state.account(), out.account());
        out.hasForgottenIds(IdCodecs.wire(state.hasForgottenIds()))
                .mayOwe(IdCodecs.wire(state.mayOwe()))
                .isKilled(IdCodecs.wire(state.isKilled()))
                .preventionGroup(state.preventionGroup())
                .deadMansNanos(state.deadMansNanos());
        return out.limit();
    }

    static AccountState read(WireAccountStateDecoder in) {
        return new AccountState(
                IdCodecs.read(in.account()),
                IdCodecs.read(in.hasForgottenIds()),
                IdCodecs.read(in.mayOwe()),
                IdCodecs.read(in.isKilled()),
                in.preventionGroup(),
                in.deadMansNanos());
    }

    static int write(AccountOwnerState state, WireAccountOwnerStateEncoder out) {
        IdCodecs.write(state.account(), out.account());
        IdCodecs.write(state.owner(), out.owner());
        return out.limit();
    }

    static int write(TimestampedIdsState state, WireDatedIdsStateEncoder out) {
        IdCodecs.write(state.account(), out.account());
        out.millis(state.millis());
        return out.limit();
    }

    static TimestampedIdsState read(WireDatedIdsStateDecoder in) {
        return new TimestampedIdsState(IdCodecs.read(in.account()), in.millis());
    }

    static AccountOwnerState read(WireAccountOwnerStateDecoder in) {
        return new AccountOwnerState(IdCodecs.read(in.account()), IdCodecs.read(in.owner()));
    }

    static int write(AccountRestrictionState state, WireAccountRestrictionStateEncoder out) {
        IdCodecs.write(state.account(), out.account());
        out.restriction(EnumMapping.ACCOUNT_RESTRICTION.toWire(state.restriction()));
        return out.limit();
    }

    static AccountRestrictionState read(WireAccountRestrictionStateDecoder in) {
        return new AccountRestrictionState(
                IdCodecs.read(in.account()), EnumMapping.ACCOUNT_RESTRICTION.toDomain(in.restriction()));
    }

    static int write(AccountLimitsState state, WireAccountLimitsStateEncoder out) {
        IdCodecs.write(state.account(), out.account());
        ListingCodecs.write(state.limits(), out.limits());
        out.instrument(state.instrument().value());
        return out.limit();
    }

    static AccountLimitsState read(WireAccountLimitsStateDecoder in) {
        return new AccountLimitsState(
                IdCodecs.read(in.account()), new InstrumentId(in.instrument()), ListingCodecs.read(in.limits()));
    }

    static int write(BalanceState state, WireBalanceStateEncoder out) {
        IdCodecs.write(state.account(), out.account());
        out.asset(state.asset().value()).balanceUnits(state.balanceUnits()).heldUnits(state.heldUnits());
        return out.limit();
    }

    static BalanceState read(WireBalanceStateDecoder in) {
        return new BalanceState(
                IdCodecs.read(in.account()), new AssetId(in.asset()), in.balanceUnits(), in.heldUnits());
    }

    static int write(VolumeState state, WireVolumeStateEncoder out) {
        IdCodecs.write(state.account(), out.account());
        out.quote(state.quote().value()).day(state.day()).units(state.units());
        return out.limit();
    }

    static VolumeState read(WireVolumeStateDecoder in) {
        return new VolumeState(IdCodecs.read(in.account()), new AssetId(in.quote()), in.day(), in.units());
    }

    static int write(TransferStepState state, WireTransferStepStateEncoder out) {
        MoneyCodecs.write(state.step(), out.step());
        IdCodecs.write(state.chain(), out.chain());
        out.chainLength(state.chainLength())
                .sequence(state.sequence())
                .refusal(EnumMapping.REJECT_REASON.toWireOrAbsent(state.refusal()));
        return out.limit();
    }

    static TransferStepState read(WireTransferStepStateDecoder in) {
        return new TransferStepState(
                MoneyCodecs.read(in.step()),
                IdCodecs.read(in.chain()),
                in.chainLength(),
                in.sequence(),
                EnumMapping.REJECT_REASON.toDomainOrNull(in.refusal()));
    }

    static int write(ReservationState state, WireReservationStateEncoder out) {
        IdCodecs.write(state.reservation(), out.reservation());
        out.expiresNanos(state.expiresNanos()).fate(EnumMapping.RESERVATION_FATE.toWire(state.fate()));
        return out.limit();
    }

    static ReservationState read(WireReservationStateDecoder in) {
        return new ReservationState(
                IdCodecs.read(in.reservation()), in.expiresNanos(), EnumMapping.RESERVATION_FATE.toDomain(in.fate()));
    }
}
