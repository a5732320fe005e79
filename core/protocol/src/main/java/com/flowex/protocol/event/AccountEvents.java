package com.flowex.protocol.event;

import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AccountRestricted;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.DeadMansTimerSet;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.MarketTimerSet;
import com.flowex.domain.event.OrderQuotaSet;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferRejected;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.protocol.body.EnumPair;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.ListingBodies;
import com.flowex.protocol.body.Money;
import com.flowex.protocol.sbe.WireAccountBoundDecoder;
import com.flowex.protocol.sbe.WireAccountBoundEncoder;
import com.flowex.protocol.sbe.WireAccountLimitsSetDecoder;
import com.flowex.protocol.sbe.WireAccountLimitsSetEncoder;
import com.flowex.protocol.sbe.WireAccountOpenedDecoder;
import com.flowex.protocol.sbe.WireAccountOpenedEncoder;
import com.flowex.protocol.sbe.WireAccountRestrictedDecoder;
import com.flowex.protocol.sbe.WireAccountRestrictedEncoder;
import com.flowex.protocol.sbe.WireBalanceChangedDecoder;
import com.flowex.protocol.sbe.WireBalanceChangedEncoder;
import com.flowex.protocol.sbe.WireDeadMansTimerSetDecoder;
import com.flowex.protocol.sbe.WireDeadMansTimerSetEncoder;
import com.flowex.protocol.sbe.WireKillSwitchSetDecoder;
import com.flowex.protocol.sbe.WireKillSwitchSetEncoder;
import com.flowex.protocol.sbe.WireMarketTimerSetDecoder;
import com.flowex.protocol.sbe.WireMarketTimerSetEncoder;
import com.flowex.protocol.sbe.WireOrderQuotaSetDecoder;
import com.flowex.protocol.sbe.WireOrderQuotaSetEncoder;
import com.flowex.protocol.sbe.WirePreventionGroupSetDecoder;
import com.flowex.protocol.sbe.WirePreventionGroupSetEncoder;
import com.flowex.protocol.sbe.WireRequestRejectedDecoder;
import com.flowex.protocol.sbe.WireRequestRejectedEncoder;
import com.flowex.protocol.sbe.WireReservedExpiredDecoder;
import com.flowex.protocol.sbe.WireReservedExpiredEncoder;
import com.flowex.protocol.sbe.WireReservedPostedDecoder;
import com.flowex.protocol.sbe.WireReservedPostedEncoder;
import com.flowex.protocol.sbe.WireReservedVoidedDecoder;
import com.flowex.protocol.sbe.WireReservedVoidedEncoder;
import com.flowex.protocol.sbe.WireTransferPostedDecoder;
import com.flowex.protocol.sbe.WireTransferPostedEncoder;
import com.flowex.protocol.sbe.WireTransferRejectedDecoder;
import com.flowex.protocol.sbe.WireTransferRejectedEncoder;
import com.flowex.protocol.sbe.WireTransferReservedDecoder;
import com.flowex.protocol.sbe.WireTransferReservedEncoder;

/**
 * Encoding and decoding of events of accounts and their money. Each write is beside its read; a write returns the end
 * of the body.
 */
final class AccountEvents {

    private AccountEvents() {}

    static int write(AccountOpened event, WireAccountOpenedEncoder out) {
        Ids.write(event.account(), out.account());
        out.mayOwe(Ids.wire(event.mayOwe()));
        return out.limit();
    }

    static AccountOpened read(WireAccountOpenedDecoder in) {
        return new AccountOpened(Ids.read(in.account()), Ids.read(in.mayOwe()));
    }

    static int write(AccountBound event, WireAccountBoundEncoder out) {
        Ids.write(event.account(), out.account());
        Ids.write(event.owner(), out.owner());
        return out.limit();
    }

    static AccountBound read(WireAccountBoundDecoder in) {
        return new AccountBound(Ids.read(in.account()), Ids.read(in.owner()));
    }

    static int write(AccountLimitsSet event, WireAccountLimitsSetEncoder out) {
        Ids.write(event.account(), out.account());
        ListingBodies.write(event.limits(), out.limits());
        out.instrument(event.instrument().value());
        return out.limit();
    }

    static AccountLimitsSet read(WireAccountLimitsSetDecoder in) {
        return new AccountLimitsSet(
                Ids.read(in.account()), new InstrumentId(in.instrument()), ListingBodies.read(in.limits()));
    }

    static int write(OrderQuotaSet event, WireOrderQuotaSetEncoder out) {
        Ids.write(event.account(), out.account());
        ListingBodies.write(event.quota(), out.quota());
        return out.limit();
    }

    static OrderQuotaSet read(WireOrderQuotaSetDecoder in) {
        return new OrderQuotaSet(Ids.read(in.account()), ListingBodies.read(in.quota()));
    }

    static int write(PreventionGroupSet event, WirePreventionGroupSetEncoder out) {
        Ids.write(event.account(), out.account());
        out.group(event.group());
        return out.limit();
    }

    static PreventionGroupSet read(WirePreventionGroupSetDecoder in) {
        return new PreventionGroupSet(Ids.read(in.account()), in.group());
    }

    static int write(KillSwitchSet event, WireKillSwitchSetEncoder out) {
        ListingBodies.write(event.scope(), out.scope());
        out.isOn(Ids.wire(event.isOn()));
        return out.limit();
    }

    static KillSwitchSet read(WireKillSwitchSetDecoder in) {
        return new KillSwitchSet(ListingBodies.read(in.scope()), Ids.read(in.isOn()));
    }

    static int write(AccountRestricted event, WireAccountRestrictedEncoder out) {
        Ids.write(event.account(), out.account());
        out.restriction(EnumPair.ACCOUNT_RESTRICTION.toWire(event.restriction()));
        return out.limit();
    }

    static AccountRestricted read(WireAccountRestrictedDecoder in) {
        return new AccountRestricted(Ids.read(in.account()), EnumPair.ACCOUNT_RESTRICTION.toDomain(in.restriction()));
    }

    static int write(DeadMansTimerSet event, WireDeadMansTimerSetEncoder out) {
        Ids.write(event.account(), out.account());
        out.deadlineNanos(event.deadlineNanos());
        return out.limit();
    }

    static DeadMansTimerSet read(WireDeadMansTimerSetDecoder in) {
        return new DeadMansTimerSet(Ids.read(in.account()), in.deadlineNanos());
    }

    static int write(MarketTimerSet event, WireMarketTimerSetEncoder out) {
        Ids.write(event.account(), out.account());
        out.instrument(event.instrument().value()).deadlineNanos(event.deadlineNanos());
        return out.limit();
    }

    static MarketTimerSet read(WireMarketTimerSetDecoder in) {
        return new MarketTimerSet(Ids.read(in.account()), new InstrumentId(in.instrument()), in.deadlineNanos());
    }

    static int write(TransferPosted event, WireTransferPostedEncoder out) {
        Money.write(event.transfer(), out.transfer());
        return out.limit();
    }

    static TransferPosted read(WireTransferPostedDecoder in) {
        return new TransferPosted(Money.read(in.transfer()));
    }

    static int write(TransferReserved event, WireTransferReservedEncoder out) {
        Money.write(event.transfer(), out.transfer());
        out.expiresNanos(event.expiresNanos());
        return out.limit();
    }

    static TransferReserved read(WireTransferReservedDecoder in) {
        return new TransferReserved(Money.read(in.transfer()), in.expiresNanos());
    }

    static int write(ReservedPosted event, WireReservedPostedEncoder out) {
        Ids.write(event.id(), out.id());
        Money.write(event.reserved(), out.reserved());
        Money.write(event.posted(), out.posted());
        return out.limit();
    }

    static ReservedPosted read(WireReservedPostedDecoder in) {
        return new ReservedPosted(Ids.read(in.id()), Money.read(in.reserved()), Money.read(in.posted()));
    }

    static int write(ReservedVoided event, WireReservedVoidedEncoder out) {
        Ids.write(event.id(), out.id());
        Money.write(event.reserved(), out.reserved());
        return out.limit();
    }

    static ReservedVoided read(WireReservedVoidedDecoder in) {
        return new ReservedVoided(Ids.read(in.id()), Money.read(in.reserved()));
    }

    static int write(ReservedExpired event, WireReservedExpiredEncoder out) {
        Money.write(event.reserved(), out.reserved());
        return out.limit();
    }

    static ReservedExpired read(WireReservedExpiredDecoder in) {
        return new ReservedExpired(Money.read(in.reserved()));
    }

    static int write(BalanceChanged event, WireBalanceChangedEncoder out) {
        Ids.write(event.account(), out.account());
        out.asset(event.asset().value()).balanceUnits(event.balanceUnits()).heldUnits(event.heldUnits());
        return out.limit();
    }

    static BalanceChanged read(WireBalanceChangedDecoder in) {
        return new BalanceChanged(Ids.read(in.account()), new AssetId(in.asset()), in.balanceUnits(), in.heldUnits());
    }

    static int write(TransferRejected event, WireTransferRejectedEncoder out) {
        Ids.write(event.transfer(), out.transfer());
        out.reason(EnumPair.REJECT_REASON.toWire(event.reason()));
        return out.limit();
    }

    static TransferRejected read(WireTransferRejectedDecoder in) {
        return new TransferRejected(Ids.read(in.transfer()), EnumPair.REJECT_REASON.toDomain(in.reason()));
    }

    static int write(RequestRejected event, WireRequestRejectedEncoder out) {
        Ids.write(event.account(), out.account());
        out.reason(EnumPair.REJECT_REASON.toWire(event.reason()));
        return out.limit();
    }

    static RequestRejected read(WireRequestRejectedDecoder in) {
        return new RequestRejected(Ids.read(in.account()), EnumPair.REJECT_REASON.toDomain(in.reason()));
    }
}
