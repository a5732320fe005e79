package com.flowex.wallet.store.chain;

import com.flowex.orderentry.market.InstrumentDirectory;

/**
 * Chains, addresses on them and assets that they carry: the directory for payments over chains.
 *
 * @param vault chains of this process, and the signer
 * @param addresses addresses on the chains, and their owners
 * @param directory listed assets, which some of the chains carry
 */
public record ChainDirectory(CustodyConnections vault, AddressDirectory addresses, InstrumentDirectory directory) {}
