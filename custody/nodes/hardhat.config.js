// One rich account; blocks are mined when asked.
'use strict';

module.exports = {
    networks: {
        hardhat: {
            chainId: 1337,
            mining: {auto: false, interval: 0},
            accounts: {count: 1, accountsBalance: '1000000000000000000000000'},
        },
    },
};
