package com.flowex.listings.provider;

import java.util.List;

/**
 * Provider of coin data, in the shape of CoinGecko's API. Only tasks call it; a request never does.
 *
 * <p>Each method takes the validator (ETag) of the previous answer, empty the first time.
 */
public interface CoinProvider {

    /** Maximum size of one page of {@link #markets}. */
    int PAGE = 250;

    String name();

    /** True if this is the sample and no real provider. */
    boolean isSample();

    /** Returns a description of the source for users. */
    String about();

    /**
     * Returns coins by market cap, highest first; the page after the last one is empty.
     *
     * @param page from 1
     * @throws ProviderException if it does not answer, or its answer is invalid
     */
    ProviderAnswer<List<CoinQuote>> markets(int page, String validator) throws InterruptedException;

    /** Returns the ids of the largest coins of a category. */
    ProviderAnswer<List<String>> members(String category, String validator) throws InterruptedException;

    ProviderAnswer<List<CoinCategory>> categories(String validator) throws InterruptedException;

    ProviderAnswer<GlobalFigures> global(String validator) throws InterruptedException;

    /** Returns the ids of the coins most searched for. */
    ProviderAnswer<List<String>> trending(String validator) throws InterruptedException;

    /** Returns the prices of the last days, oldest first. */
    List<PricePoint> chart(String coin, int days) throws InterruptedException;
}
