package com.flowex.app.wiring.adapter;

import com.flowex.custody.chain.Chain;
import com.flowex.custody.connector.Connectors;
import com.flowex.custody.connector.CustodySettings;
import com.flowex.custody.simulated.SimulatedChain;
import com.flowex.platform.Platform;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.Sealing;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.chain.ReceivedOutputsTable;
import com.flowex.wallet.store.chain.SeedsTable;
import java.time.InstantSource;
import java.util.List;

/** Factory of a process's chains and signer. */
public final class CustodyConnectionsFactory {

    /** Enough for reorganizations to be worth testing, few enough to be quick. */
    private static final int SIMULATED_CONFIRMATIONS = 2;

    private CustodyConnectionsFactory() {}

    /** Opens the connections of a process that makes addresses or pays. */
    public static CustodyConnections open(Platform platform, CustodySettings settings, SeedsTable seeds) {
        Sealing sealing = new Sealing(KeyRing.of(platform.settings().sealing().keys()));
        var signer = Connectors.signer(settings, sealing, seeds, InstantSource.system());
        List<Chain> simulated = settings.isSimulated()
                ? List.of(new SimulatedChain(platform, SIMULATED_CONFIRMATIONS).start())
                : List.of();
        ReceivedOutputsTable coins = new ReceivedOutputsTable(platform.database(), Connectors.BITCOIN);
        return new CustodyConnections(Connectors.open(settings, simulated, coins), signer);
    }
}
