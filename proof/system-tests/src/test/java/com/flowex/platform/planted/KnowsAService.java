package com.flowex.platform.planted;

import com.flowex.wallet.planted.WalletClass;

/** A ground that knows who stands on it. */
public record KnowsAService(WalletClass wallet) {}
