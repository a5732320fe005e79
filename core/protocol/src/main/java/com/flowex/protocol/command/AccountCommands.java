package com.flowex.protocol.command;

import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.QueryOrderQuota;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.value.InstrumentId;
import com.flowex.protocol.body.EnumPair;
import com.flowex.protocol.body.GarbledException;
import com.flowex.protocol.body.Groups;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.ListingBodies;
import com.flowex.protocol.body.Money;
import com.flowex.protocol.sbe.WireBindAccountDecoder;
import com.flowex.protocol.sbe.WireBindAccountEncoder;
import com.flowex.protocol.sbe.WireOpenAccountDecoder;
import com.flowex.protocol.sbe.WireOpenAccountEncoder;
import com.flowex.protocol.sbe.WireOpenOwnedAccountDecoder;
import com.flowex.protocol.sbe.WireOpenOwnedAccountEncoder;
import com.flowex.protocol.sbe.WirePostTransferChainDecoder;
import com.flowex.protocol.sbe.WirePostTransferChainEncoder;
import com.flowex.protocol.sbe.WirePostTransferDecoder;
import com.flowex.protocol.sbe.WirePostTransferEncoder;
import com.flowex.protocol.sbe.WireQueryOrderQuotaDecoder;
import com.flowex.protocol.sbe.WireQueryOrderQuotaEncoder;
import com.flowex.protocol.sbe.WireRestrictAccountDecoder;
import com.flowex.protocol.sbe.WireRestrictAccountEncoder;
import com.flowex.protocol.sbe.WireSetAccountLimitsDecoder;
import com.flowex.protocol.sbe.WireSetAccountLimitsEncoder;
import com.flowex.protocol.sbe.WireSetDeadMansTimerDecoder;
import com.flowex.protocol.sbe.WireSetDeadMansTimerEncoder;
import com.flowex.protocol.sbe.WireSetKillSwitchDecoder;
import com.flowex.protocol.sbe.WireSetKillSwitchEncoder;
import com.flowex.protocol.sbe.WireSetMarketTimerDecoder;
import com.flowex.protocol.sbe.WireSetMarketTimerEncoder;
import com.flowex.protocol.sbe.WireSetOrderQuotaDecoder;
import com.flowex.protocol.sbe.WireSetOrderQuotaEncoder;
import com.flowex.protocol.sbe.WireSetPreventionGroupDecoder;
import com.flowex.protocol.sbe.WireSetPreventionGroupEncoder;
import com.flowex.protocol.sbe.WireTransferStepDecoder;
import com.flowex.protocol.sbe.WireTransferStepEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Encoding and decoding of commands about accounts and their money. Each write is beside its read; a write returns the
 * end of the body.
 */
final class AccountCommands {

    private AccountCommands() {}

    static int write(OpenAccount command, WireOpenAccountEncoder out) {
        Ids.write(command.account(), out.account());
        out.mayOwe(Ids.wire(command.mayOwe()));
        return out.limit();
    }

    static OpenAccount read(WireOpenAccountDecoder in) {
        return new OpenAccount(Ids.read(in.account()), Ids.read(in.mayOwe()));
    }

    static int write(OpenOwnedAccount command, WireOpenOwnedAccountEncoder out) {
        Ids.write(command.account(), out.account());
        Ids.write(command.owner(), out.owner());
        return out.limit();
    }

    static OpenOwnedAccount read(WireOpenOwnedAccountDecoder in) {
        return new OpenOwnedAccount(Ids.read(in.account()), Ids.read(in.owner()));
    }

    static int write(BindAccount command, WireBindAccountEncoder out) {
        Ids.write(command.account(), out.account());
        Ids.write(command.from(), out.from());
        Ids.write(command.to(), out.to());
        return out.limit();
    }

    static BindAccount read(WireBindAccountDecoder in) {
        return new BindAccount(Ids.read(in.account()), Ids.ownerOrNull(in.from()), Ids.read(in.to()));
    }

    static int write(SetAccountLimits command, WireSetAccountLimitsEncoder out) {
        Ids.write(command.account(), out.account());
        ListingBodies.write(command.limits(), out.limits());
        out.instrument(command.instrument().value());
        return out.limit();
    }

    static SetAccountLimits read(WireSetAccountLimitsDecoder in) {
        return new SetAccountLimits(
                Ids.read(in.account()), new InstrumentId(in.instrument()), ListingBodies.read(in.limits()));
    }

    static int write(SetOrderQuota command, WireSetOrderQuotaEncoder out) {
        Ids.write(command.account(), out.account());
        ListingBodies.write(command.quota(), out.quota());
        return out.limit();
    }

    static SetOrderQuota read(WireSetOrderQuotaDecoder in) {
        return new SetOrderQuota(Ids.read(in.account()), ListingBodies.read(in.quota()));
    }

    static int write(QueryOrderQuota command, WireQueryOrderQuotaEncoder out) {
        Ids.write(command.account(), out.account());
        return out.limit();
    }

    static QueryOrderQuota read(WireQueryOrderQuotaDecoder in) {
        return new QueryOrderQuota(Ids.read(in.account()));
    }

    static int write(SetPreventionGroup command, WireSetPreventionGroupEncoder out) {
        Ids.write(command.account(), out.account());
        out.group(command.group());
        return out.limit();
    }

    static SetPreventionGroup read(WireSetPreventionGroupDecoder in) {
        return new SetPreventionGroup(Ids.read(in.account()), in.group());
    }

    static int write(SetKillSwitch command, WireSetKillSwitchEncoder out) {
        ListingBodies.write(command.scope(), out.scope());
        out.isOn(Ids.wire(command.isOn()));
        return out.limit();
    }

    static SetKillSwitch read(WireSetKillSwitchDecoder in) {
        return new SetKillSwitch(ListingBodies.read(in.scope()), Ids.read(in.isOn()));
    }

    static int write(RestrictAccount command, WireRestrictAccountEncoder out) {
        Ids.write(command.account(), out.account());
        out.restriction(EnumPair.ACCOUNT_RESTRICTION.toWire(command.restriction()));
        return out.limit();
    }

    static RestrictAccount read(WireRestrictAccountDecoder in) {
        return new RestrictAccount(Ids.read(in.account()), EnumPair.ACCOUNT_RESTRICTION.toDomain(in.restriction()));
    }

    static int write(SetDeadMansTimer command, WireSetDeadMansTimerEncoder out) {
        Ids.write(command.account(), out.account());
        out.timeoutNanos(command.timeoutNanos());
        return out.limit();
    }

    static SetDeadMansTimer read(WireSetDeadMansTimerDecoder in) {
        return new SetDeadMansTimer(Ids.read(in.account()), in.timeoutNanos());
    }

    static int write(SetMarketTimer command, WireSetMarketTimerEncoder out) {
        Ids.write(command.account(), out.account());
        out.instrument(command.instrument().value()).timeoutNanos(command.timeoutNanos());
        return out.limit();
    }

    static SetMarketTimer read(WireSetMarketTimerDecoder in) {
        return new SetMarketTimer(Ids.read(in.account()), new InstrumentId(in.instrument()), in.timeoutNanos());
    }

    static int write(PostTransfer command, WirePostTransferEncoder out) {
        Money.write(command.transfer(), out.transfer());
        return out.limit();
    }

    static PostTransfer read(WirePostTransferDecoder in) {
        return new PostTransfer(Money.read(in.transfer()));
    }

    static int write(PostTransferChain command, WirePostTransferChainEncoder out) {
        List<TransferStep> steps = command.steps();
        int at = Groups.begin(steps.size(), WireTransferStepEncoder.ENCODED_LENGTH, out.buffer(), out.limit());
        WireTransferStepEncoder entry = new WireTransferStepEncoder();
        for (TransferStep step : steps) {
            Money.write(step, entry.wrap(out.buffer(), at));
            at += WireTransferStepEncoder.ENCODED_LENGTH;
        }
        return at;
    }

    static PostTransferChain read(WirePostTransferChainDecoder in, int end) {
        int from = in.limit() + Groups.HEADER_LENGTH;
        int count = Groups.count(WireTransferStepDecoder.ENCODED_LENGTH, in.buffer(), in.limit(), end);
        if (count > PostTransferChain.STEPS_MAX) {
            throw new GarbledException(count + " steps");
        }
        List<TransferStep> steps = new ArrayList<>(count);
        WireTransferStepDecoder entry = new WireTransferStepDecoder();
        for (int i = 0; i < count; i++) {
            steps.add(Money.read(entry.wrap(in.buffer(), from + i * WireTransferStepDecoder.ENCODED_LENGTH)));
        }
        return new PostTransferChain(steps);
    }
}
