package com.flowex.wallet.planted;

/** A class of another service. */
public record WalletClass() {}
