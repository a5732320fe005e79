package com.flowex.engine;

import com.flowex.domain.market.Instrument;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import java.util.List;
import java.util.Random;

/** Participants of a random log: six customers of tenant 1, three of tenant 2, and the platform's own accounts. */
final class RandomAccounts {

    static final int CUSTOMERS = 9;
    private static final int OF_TENANT_1 = 6;

    private final Random random;

    RandomAccounts(Random random) {
        this.random = random;
    }

    static AccountId customer(int index) {
        return new AccountId(index < OF_TENANT_1 ? 1 : 2, AccountId.CUSTOMERS_FROM + index);
    }

    /** A platform account that may owe. */
    static AccountId creditor(int tenant) {
        return new AccountId(tenant, 3);
    }

    AccountId customer() {
        return customer(random.nextInt(CUSTOMERS));
    }

    AccountId customerOf(int tenant) {
        return customer(tenant == 1 ? random.nextInt(OF_TENANT_1) : OF_TENANT_1 + random.nextInt(3));
    }

    /** Mostly a customer; seldom one that is not there, or one of the platform's own. */
    AccountId anyone() {
        return switch (random.nextInt(80)) {
            case 0 -> new AccountId(1, 77_777);
            case 1 -> AccountId.feesOf(tenant());
            case 2 -> creditor(tenant());
            case 3 -> AccountId.outsideOf(tenant());
            default -> customer();
        };
    }

    int tenant() {
        return 1 + random.nextInt(2);
    }

    /** Mostly a market of the account's tenant. */
    InstrumentId marketFor(AccountId account, ObservedExchange observed) {
        List<Instrument> markets = observed.marketsOf(account.tenant());
        if (markets.isEmpty() || random.nextInt(60) == 0) {
            return new InstrumentId(1 + random.nextInt(8));
        }
        return markets.get(random.nextInt(markets.size())).id();
    }
}
