package com.flowex.wallet;

import com.flowex.wallet.app.convert.ConvertSettings;
import com.flowex.wallet.app.solvency.SolvencySettings;
import com.flowex.wallet.app.withdrawal.WithdrawalSettings;

/** Settings of the wallet service. */
public record WalletSettings(WithdrawalSettings withdrawals, ConvertSettings converts, SolvencySettings solvency) {}
