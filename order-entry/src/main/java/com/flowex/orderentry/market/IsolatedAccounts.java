package com.flowex.orderentry.market;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.List;

/**
 * Isolated accounts of callers, by the symbols of their markets. A number follows from the main account and the market, so
 * nothing is looked up but the market; an account that is not open has no money and no orders, and the exchange refuses its
 * commands.
 *
 * @param directory markets and assets
 */
public record IsolatedAccounts(InstrumentDirectory directory) {

    /** Query parameter that names the market. */
    public static final String PARAMETER = "isolated";

    /**
     * Returns the isolated account of a main account in a market.
     *
     * @throws Refusal {@code unknown_instrument}; {@code isolated_account} if a number is too high for one
     */
    public AccountId of(AccountId main, String symbol) {
        InstrumentId market =
                directory.named(main.tenant(), symbol).instrument().id();
        if (!main.mayIsolate(market)) {
            throw new Refusal(
                    RefusalCode.ISOLATED_ACCOUNT,
                    "isolated accounts exist for accounts up to " + AccountId.MAIN_MAX + " and the first "
                            + AccountId.ISOLATED_MARKET_MAX + " markets of the installation");
        }
        return main.isolatedIn(market);
    }

    /** Returns every isolated account that a main account can have, open or not, by market. */
    public List<AccountId> allOf(AccountId main) {
        return directory.of(main.tenant()).stream()
                .map(market -> market.instrument().id())
                .filter(main::mayIsolate)
                .map(main::isolatedIn)
                .toList();
    }

    /** Returns the symbol of an isolated account's market. */
    public String symbolOf(AccountId isolated) {
        return directory.market(isolated.isolatedMarket()).instrument().symbol();
    }
}
