package com.flowex.app.process;

import com.flowex.app.demo.Funding;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.TransferOutcome;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.settings.StartupException;
import java.util.List;
import java.util.Set;

/**
 * Initial state of the exchange: assets, markets, and the money of demo accounts. All of it consists of commands in the
 * log, which are sent at every start and take effect once.
 */
final class Genesis {

    /** Tenant of the initial state: the first one. */
    private static final int TENANT = 1;

    private static final Asset BTC = new Asset(TENANT, new AssetId(1), "BTC", new Scale(8), 21_000_000);
    private static final Asset ETH = new Asset(TENANT, new AssetId(2), "ETH", new Scale(8), 1_000_000_000);

    /** Ten times 9 x 10^11 whole units of 10^6 parts is 9 x 10^18, just inside a long. */
    private static final Asset USDT = new Asset(TENANT, new AssetId(3), "USDT", new Scale(6), 900_000_000_000L);

    private static final FeeRates FEES = new FeeRates(1_000, 1_000);
    private static final Scale CENTS = new Scale(2);
    private static final long ONE_USDT = 1_000_000;

    private static final List<Asset> ASSETS = List.of(BTC, ETH, USDT);

    private static final List<Instrument> INSTRUMENTS = List.of(
            market(1, BTC, new InstrumentRules(CENTS, 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, ONE_USDT)),
            market(2, ETH, new InstrumentRules(CENTS, 1, 100_000_000, 10_000, 10_000, 1_000_000_000_000L, ONE_USDT)));

    /** Genesis acts for the outside world, where all money comes from. */
    private static final AccountId CALLER = AccountId.outsideOf(TENANT);

    /** Upper half of a genesis transfer's id, "genesis" in letters; account and asset make the lower one. */
    private static final long GENESIS = 0x67_65_6E_65_73_69_73L;

    private static final int ASSET_BITS = 20;

    private static final Set<RejectReason> ALREADY_THERE =
            Set.of(RejectReason.ASSET_EXISTS, RejectReason.INSTRUMENT_EXISTS, RejectReason.RULES_NOT_NEWER);

    private final OrderEntryService orderEntry;

    Genesis(OrderEntryService orderEntry) {
        this.orderEntry = orderEntry;
    }

    private static Instrument market(int id, Asset base, InstrumentRules rules) {
        return new Instrument(TENANT, new InstrumentId(id), base.code() + "-USDT", base.id(), USDT.id(), rules, FEES);
    }

    /** Adopts the newest rules in a new log, as its first command; an existing log keeps its own (ADR 0050). */
    void beginByNewestRules() {
        send(new AdoptRules(RulesVersion.NEWEST));
    }

    /** Lists the built-in assets and markets for trials. */
    void listBuiltIn() {
        ASSETS.forEach(asset -> send(new ListAsset(asset)));
        INSTRUMENTS.forEach(instrument -> send(new ListInstrument(instrument)));
    }

    /** Opens the first tenant's own accounts. */
    void openOwnAccounts() {
        send(new OpenAccount(CALLER));
        send(new OpenAccount(AccountId.feesOf(TENANT)));
    }

    /** Funds a demo user, whose account was opened by the registration. */
    void fundDemoUser(AccountId account) {
        give(new Funding(account, 10, 100, 100_000));
    }

    /** Opens an account and funds it, once for ever. */
    void fund(Funding funding) {
        send(new OpenAccount(funding.account()));
        give(funding);
    }

    private void give(Funding funding) {
        fund(funding.account(), BTC, funding.btc());
        fund(funding.account(), ETH, funding.eth());
        fund(funding.account(), USDT, funding.usdt());
    }

    /** Returns the number of the last event of the initial state. */
    long lastSequence() {
        return orderEntry.lastSequence(CALLER);
    }

    private void fund(AccountId account, Asset asset, long whole) {
        if (whole == 0) {
            return;
        }
        TransferId id = new TransferId(
                GENESIS, account.number() << ASSET_BITS | asset.id().value());
        Amount amount =
                new Amount(asset.id(), Math.multiplyExact(whole, asset.scale().unitsPerWhole()));
        Transfer transfer = new Transfer(id, CALLER, account, amount, TransferKind.GENESIS);
        switch (orderEntry.transfer(CALLER, transfer)) {
            case CommandResult.Accepted<TransferOutcome> _ -> {}
            case CommandResult.Refused<TransferOutcome>(Refusal why, boolean _) -> {
                // The transfer is so old that the engine only knows that it existed. It was made or refused then, and
                // is not repeated.
                if (why.code() == RefusalCode.TRANSFER_ID_EXPIRED) {
                    return;
                }
                if (why.code().isFault()) {
                    throw why;
                }
                throw refused(why.code().code(), transfer);
            }
            case CommandResult.Unknown<TransferOutcome> unknown -> throw unknown.why();
        }
    }

    private void send(Command command) {
        Outcome outcome = orderEntry.path().submit(CALLER, command);
        if (outcome instanceof Outcome.Rejected(RejectReason reason, long _) && !ALREADY_THERE.contains(reason)) {
            throw refused(reason.code(), command);
        }
    }

    private static StartupException refused(String code, Object what) {
        return new StartupException("the engine refused the initial state: " + code + " for " + what);
    }
}
