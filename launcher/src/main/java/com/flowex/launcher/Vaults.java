package com.flowex.launcher;

import com.flowex.custody.Chain;
import com.flowex.custody.connector.Connectors;
import com.flowex.custody.connector.CustodySettings;
import com.flowex.custody.simulated.SimulatedChain;
import com.flowex.ground.Ground;
import com.flowex.ground.sealing.KeyRing;
import com.flowex.ground.sealing.Sealing;
import com.flowex.wallet.chain.CoinsTable;
import com.flowex.wallet.chain.SeedsTable;
import com.flowex.wallet.chain.Vault;
import java.time.InstantSource;
import java.util.List;

/** Factory of a process's chains and signer. */
final class Vaults {

    /** Enough for reorganizations to be worth testing, few enough to be quick. */
    private static final int SIMULATED_CONFIRMATIONS = 2;

    private Vaults() {}

    /** Returns the connections of a process that neither makes addresses nor pays. */
    static Vault none() {
        return new Vault(List.of(), Connectors.nobody());
    }

    static Vault open(Ground ground, CustodySettings settings, SeedsTable seeds) {
        Sealing sealing = new Sealing(KeyRing.of(ground.settings().sealing().keys()));
        var signer = Connectors.signer(settings, sealing, seeds, InstantSource.system());
        List<Chain> simulated = settings.isSimulated()
                ? List.of(new SimulatedChain(ground, SIMULATED_CONFIRMATIONS).start())
                : List.of();
        CoinsTable coins = new CoinsTable(ground.database(), Connectors.BITCOIN);
        return new Vault(Connectors.open(settings, simulated, coins), signer);
    }
}
