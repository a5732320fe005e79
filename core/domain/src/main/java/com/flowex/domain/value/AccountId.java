package com.flowex.domain.value;

/**
 * Identity of one account of one tenant.
 *
 * <p>The tenant is part of the identity, so that a caller of one tenant cannot even name an account of another.
 *
 * @param tenant tenant that owns the account, 1 to {@link #TENANT_MAX}
 * @param number unique within the tenant, 1 to {@link #NUMBER_MAX}; numbers below {@link #CUSTOMERS_FROM} are the
 *     platform's own accounts
 */
public record AccountId(int tenant, long number) {

    /**
     * Number of a tenant's account for the outside world: the source of deposits and the target of withdrawals. It is
     * the only account that may be negative.
     */
    public static final long OUTSIDE = 1;

    /** Number of a tenant's account that receives the trading fees. */
    public static final long FEES = 2;

    /**
     * Number of a tenant's account whose money is lent. Money that it pays to a customer is a loan, and money that a
     * customer pays to it is a repayment.
     */
    public static final long LENDING = 4;

    /**
     * Number of a tenant's account that insures the lending account: it takes the fees of liquidations, and pays the
     * debts for which nothing is left.
     */
    public static final long INSURANCE = 5;

    /** The first number that belongs to a customer; the numbers below are the platform's own. */
    public static final long CUSTOMERS_FROM = 1_000;

    /** 22 bits, so that tenant and number pack into one positive {@code long}: 22 + 40 = 62. */
    public static final int TENANT_MAX = (1 << 22) - 1;

    private static final int NUMBER_BITS = 40;

    /** 40 bits: 10^12 accounts a tenant. */
    public static final long NUMBER_MAX = (1L << NUMBER_BITS) - 1;

    /** Lowest number of an isolated account: above it are its market, in 16 bits, and its main account, in 23. */
    public static final long ISOLATED_FROM = 1L << NUMBER_BITS - 1;

    /** Highest number of isolated accounts of a main account: an operator's word ends the orders of all in one command. */
    public static final int ISOLATED_MAX = 100;

    private static final int MAIN_BITS = 23;

    /** Highest number of a main account. */
    public static final long MAIN_MAX = (1L << MAIN_BITS) - 1;

    /** Highest id of a market that has isolated accounts. */
    public static final int ISOLATED_MARKET_MAX = (1 << 16) - 1;

    public AccountId {
        if (tenant < 1 || tenant > TENANT_MAX) {
            throw new IllegalArgumentException("tenant must be within 1.." + TENANT_MAX + ", was " + tenant);
        }
        if (number < 1 || number > NUMBER_MAX) {
            throw new IllegalArgumentException("account number must be within 1.." + NUMBER_MAX + ", was " + number);
        }
    }

    /** Returns true for a number that a customer's account can have. */
    public static boolean isCustomer(long number) {
        return number >= CUSTOMERS_FROM && number <= NUMBER_MAX;
    }

    /** Returns true for a number that an isolated account of a customer has. */
    public static boolean isIsolated(long number) {
        return number >= ISOLATED_FROM && isCustomer(number & MAIN_MAX) && marketOf(number) > 0;
    }

    private static int marketOf(long number) {
        return (int) (number >>> MAIN_BITS) & ISOLATED_MARKET_MAX;
    }

    /** Returns true if the account can have an isolated account in a market. */
    public boolean mayIsolate(InstrumentId market) {
        return isCustomer(number) && number <= MAIN_MAX && market.value() <= ISOLATED_MARKET_MAX;
    }

    /**
     * Returns the isolated account of this main account in a market.
     *
     * @throws IllegalArgumentException if one of the two numbers is too high, or this is no customer's account
     */
    public AccountId isolatedIn(InstrumentId market) {
        if (!mayIsolate(market)) {
            throw new IllegalArgumentException("account " + this + " has no isolated account in market " + market);
        }
        return new AccountId(tenant, ISOLATED_FROM | (long) market.value() << MAIN_BITS | number);
    }

    public boolean isIsolated() {
        return isIsolated(number);
    }

    /** Returns the main account: of an isolated account the customer's own, of any other account itself. */
    public AccountId main() {
        return isIsolated() ? new AccountId(tenant, number & MAIN_MAX) : this;
    }

    /** Returns the market of an isolated account. */
    public InstrumentId isolatedMarket() {
        return new InstrumentId(marketOf(number));
    }

    public static AccountId outsideOf(int tenant) {
        return new AccountId(tenant, OUTSIDE);
    }

    public static AccountId feesOf(int tenant) {
        return new AccountId(tenant, FEES);
    }

    public static AccountId lendingOf(int tenant) {
        return new AccountId(tenant, LENDING);
    }

    public static AccountId insuranceOf(int tenant) {
        return new AccountId(tenant, INSURANCE);
    }

    /** Returns the account whose {@link #packed} number this is. */
    public static AccountId unpacked(long packed) {
        return new AccountId((int) (packed >>> NUMBER_BITS), packed & NUMBER_MAX);
    }

    /** Returns tenant and number packed into one positive number, different for every account. */
    public long packed() {
        return (long) tenant << NUMBER_BITS | number;
    }

    @Override
    public String toString() {
        return tenant + "/" + number;
    }
}
