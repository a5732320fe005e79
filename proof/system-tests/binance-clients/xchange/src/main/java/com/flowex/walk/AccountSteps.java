package com.flowex.walk;

import static com.flowex.walk.ClientScenario.at;
import static com.flowex.walk.ClientScenario.is;
import static com.flowex.walk.ClientScenario.that;
import static com.flowex.walk.ClientScenario.until;

import java.math.BigDecimal;
import java.util.List;
import org.knowm.xchange.binance.dto.account.BinanceFundingHistoryParams;
import org.knowm.xchange.binance.service.BinanceAccountService;
import org.knowm.xchange.currency.Currency;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.account.AddressWithTag;
import org.knowm.xchange.dto.account.Fee;
import org.knowm.xchange.dto.account.FundingRecord;
import org.knowm.xchange.dto.account.Wallet;
import org.knowm.xchange.exceptions.ExchangeException;
import org.knowm.xchange.service.account.params.DefaultRequestDepositAddressParams;
import org.knowm.xchange.service.trade.params.NetworkWithdrawFundsParams;

/** Steps of the account: balances, fees, deposits and withdrawals. */
final class AccountSteps {

    private static final long HOUR_MILLIS = 3_600_000;

    private final ClientScenario walk;
    private final BinanceAccountService account;
    private final ScenarioUser walker;
    private final ScenarioUser friend;

    /** @param friend receiver of the withdrawals */
    AccountSteps(ClientScenario walk, LocalBinanceExchange signing, ScenarioUser walker, ScenarioUser friend) {
        this.walk = walk;
        this.account = (BinanceAccountService) signing.getAccountService();
        this.walker = walker;
        this.friend = friend;
    }

    void all() throws Exception {
        walk.tries("getAccountInfo", () -> {
            Wallet wallet = account.getAccountInfo().getWallet();
            // The account bought 0.1 at 1,010 and sold 0.01 at 990, and paid fees.
            that(wallet.getBalance(Currency.BTC).getTotal().compareTo(new BigDecimal("0.98")) > 0, wallet);
            that(wallet.getBalance(Currency.USDT).getTotal().compareTo(new BigDecimal("39909")) < 0, wallet);
            that(is(wallet.getBalance(Currency.USDT).getFrozen(), "0"), wallet);
        });
        walk.tries("getDynamicTradingFeesByInstrument", () -> {
            Fee fee = at(account.getDynamicTradingFeesByInstrument(), CurrencyPair.BTC_USDT);
            that(fee.getTakerFee().signum() > 0, fee);
        });
        walk.tries(
                "getAssetDetails",
                () -> that(at(account.getAssetDetails(), "USDT").isWithdrawStatus()));
        walk.tries(
                "currencyInfos",
                () -> that(account.currencyInfos().stream()
                        .anyMatch(each -> each.getCurrency().equals(Currency.USDT)
                                && !each.getNetworks().isEmpty())));
        ScenarioUser.PaidTo own = walker.paidTo("USDT");
        walk.tries(
                "requestDepositAddress",
                () -> that(own.address().equals(account.requestDepositAddress(Currency.USDT, new String[0])), own));
        walk.tries("requestDepositAddressData of a network", () -> {
            String network = account.currencyInfos().stream()
                    .filter(each -> each.getCurrency().equals(Currency.USDT))
                    .findFirst()
                    .orElseThrow()
                    .getNetworks()
                    .getFirst()
                    .getId();
            AddressWithTag address = account.requestDepositAddressData(DefaultRequestDepositAddressParams.builder()
                    .currency(Currency.USDT)
                    .network(network)
                    .build());
            that(address.getAddress().equals(own.address()), address, own);
        });
        withdraws();
        sees();
    }

    private void withdraws() throws Exception {
        ScenarioUser.PaidTo there = friend.paidTo("USDT");
        BigDecimal fifty = new BigDecimal("50");
        walk.refused(
                "withdrawFunds to where the allow-list does not say",
                ExchangeException.class,
                () -> account.withdrawFunds(Currency.USDT, fifty, there.address()));
        walker.allows(there);
        walk.tries("withdrawFunds", () -> {
            String id = account.withdrawFunds(Currency.USDT, fifty, there.address());
            FundingRecord paid = until(
                            () -> history(FundingRecord.Type.WITHDRAWAL),
                            each -> each.size() == 1 && each.getFirst().getStatus() == FundingRecord.Status.COMPLETE)
                    .getFirst();
            that(paid.getInternalId().equals(id) && is(paid.getAmount(), "49") && is(paid.getFee(), "1"), paid);
            that(
                    paid.getAddress().equals(there.address())
                            && !paid.getBlockchainTransactionHash().isEmpty(),
                    paid);
        });
        walk.tries("withdrawFunds over a network that is named", () -> {
            String network = account.currencyInfos().stream()
                    .filter(each -> each.getCurrency().equals(Currency.USDT))
                    .findFirst()
                    .orElseThrow()
                    .getNetworks()
                    .getFirst()
                    .getId();
            account.withdrawFunds(NetworkWithdrawFundsParams.builder()
                    .currency(Currency.USDT)
                    .amount(fifty)
                    .address(there.address())
                    .network(network)
                    .build());
            until(() -> history(FundingRecord.Type.WITHDRAWAL), each -> each.size() == 2);
        });
    }

    private void sees() {
        walk.tries("getFundingHistory of deposits", () -> {
            List<FundingRecord> deposits = history(FundingRecord.Type.DEPOSIT);
            that(deposits.size() == 2, deposits);
            that(deposits.stream().allMatch(each -> each.getStatus() == FundingRecord.Status.COMPLETE), deposits);
        });
        walk.tries(
                "getFundingHistory of other inflow: none",
                () -> that(history(FundingRecord.Type.OTHER_INFLOW).isEmpty()));
        walk.tries("getFundingHistory of all, in a stretch", () -> {
            BinanceFundingHistoryParams params = new BinanceFundingHistoryParams();
            params.setStartTime(ClientScenario.fromNow(-HOUR_MILLIS));
            params.setEndTime(ClientScenario.fromNow(HOUR_MILLIS));
            List<FundingRecord> all = account.getFundingHistory(params);
            that(all.size() == 4, all);
        });
        walk.tries("getFundingHistory of a coin", () -> {
            BinanceFundingHistoryParams params = new BinanceFundingHistoryParams();
            params.setCurrency(Currency.BTC);
            List<FundingRecord> all = account.getFundingHistory(params);
            that(all.size() == 1 && is(all.getFirst().getAmount(), "0.9"), all);
        });
        walk.refused("getSimpleAccount: there is no saving", ExchangeException.class, account::getSimpleAccount);
    }

    private List<FundingRecord> history(FundingRecord.Type type) throws Exception {
        BinanceFundingHistoryParams params = new BinanceFundingHistoryParams();
        params.setType(type);
        return account.getFundingHistory(params);
    }
}
