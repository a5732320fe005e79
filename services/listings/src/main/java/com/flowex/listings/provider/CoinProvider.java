package com.flowex.listings.provider;

import java.util.List;

/**
 * Somebody who knows coins, in the shape of CoinGecko's API. Only tasks ask; never a request.
 *
 * <p>Each question takes the validator of the answer before, empty the first time.
 */
public interface CoinProvider {

    /** The most that one page of {@link #markets} has. */
    int PAGE = 250;

    String name();

    /** Whether this is no provider at all but a sample of one. */
    boolean isSample();

    /** What people are told about where its data is from. */
    String about();

    /**
     * Coins by market cap, highest first; an empty page is behind the last.
     *
     * @param page from 1
     * @throws ProviderFault if it does not answer, or not in its own words
     */
    Pulled<List<CoinQuote>> markets(int page, String validator) throws InterruptedException;

    /** Ids of the largest coins of a category. */
    Pulled<List<String>> members(String category, String validator) throws InterruptedException;

    Pulled<List<CoinCategory>> categories(String validator) throws InterruptedException;

    Pulled<GlobalFigures> global(String validator) throws InterruptedException;

    /** Ids of the coins that are looked for most. */
    Pulled<List<String>> trending(String validator) throws InterruptedException;

    /** Prices of the last days, oldest first. */
    List<PricePoint> chart(String coin, int days) throws InterruptedException;
}
