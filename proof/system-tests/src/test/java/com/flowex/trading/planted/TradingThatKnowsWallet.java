package com.flowex.trading.planted;

import com.flowex.wallet.planted.WalletClass;

/** One service that knows another. */
public record TradingThatKnowsWallet(WalletClass wallet) {}
