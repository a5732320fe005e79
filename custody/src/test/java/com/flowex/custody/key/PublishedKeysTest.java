package com.flowex.custody.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.custody.Coin;
import com.flowex.custody.KeyPath.Branch;
import com.flowex.custody.Network;
import com.flowex.custody.ethereum.EthereumScheme;
import java.util.HexFormat;
import java.util.List;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.crypto.ChildNumber;
import org.bitcoinj.crypto.DeterministicKey;
import org.bitcoinj.crypto.HDKeyDerivation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys are those that BIP-32, BIP-44 and BIP-84 publish for their seeds. */
class PublishedKeysTest {

    private static final String VECTOR_1 = "000102030405060708090a0b0c0d0e0f";
    private static final String VECTOR_2 = "fffcf9f6f3f0edeae7e4e1dedbd8d5d2cfccc9c6c3c0bdbab7b4b1aeaba8a5a2"
            + "9f9c999693908d8a8784817e7b7875726f6c696663605d5a5754514e4b484542";
    private static final String VECTOR_3 = "4b381541583be4423346c643850da4b320e46a87ae3d2a4e6da11eba819cd4ac"
            + "ba45d239319ac14f863b8d5ab5a0d0c64d2e8a1e7d1457df2e5a3c51c73235be";
    private static final String VECTOR_4 = "3ddd5602285899a946114506157c7997e5444528f3003f6134712147db19b678";

    /** The key of "abandon abandon … about", the words of BIP-84's own vectors. */
    private static final String ABANDON = "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc1"
            + "9a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9e38e4";

    @ParameterizedTest
    @CsvSource({
        "1, m,"
                + "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8",
        "1, m/0',"
                + "xpub68Gmy5EdvgibQVfPdqkBBCHxA5htiqg55crXYuXoQRKfDBFA1WEjWgP6LHhwBZeNK1VTsfTFUHCdrfp1bgwQ9xv5ski8PX9rL2dZXvgGDnw",
        "1, m/0'/1,"
                + "xpub6ASuArnXKPbfEwhqN6e3mwBcDTgzisQN1wXN9BJcM47sSikHjJf3UFHKkNAWbWMiGj7Wf5uMash7SyYq527Hqck2AxYysAA7xmALppuCkwQ",
        "1, m/0'/1/2',"
                + "xpub6D4BDPcP2GT577Vvch3R8wDkScZWzQzMMUm3PWbmWvVJrZwQY4VUNgqFJPMM3No2dFDFGTsxxpG5uJh7n7epu4trkrX7x7DogT5Uv6fcLW5",
        "1, m/0'/1/2'/2,"
                + "xpub6FHa3pjLCk84BayeJxFW2SP4XRrFd1JYnxeLeU8EqN3vDfZmbqBqaGJAyiLjTAwm6ZLRQUMv1ZACTj37sR62cfN7fe5JnJ7dh8zL4fiyLHV",
        "1, m/0'/1/2'/2/1000000000,"
                + "xpub6H1LXWLaKsWFhvm6RVpEL9P4KfRZSW7abD2ttkWP3SSQvnyA8FSVqNTEcYFgJS2UaFcxupHiYkro49S8yGasTvXEYBVPamhGW6cFJodrTHy",
        "2, m,"
                + "xpub661MyMwAqRbcFW31YEwpkMuc5THy2PSt5bDMsktWQcFF8syAmRUapSCGu8ED9W6oDMSgv6Zz8idoc4a6mr8BDzTJY47LJhkJ8UB7WEGuduB",
        "2, m/0,"
                + "xpub69H7F5d8KSRgmmdJg2KhpAK8SR3DjMwAdkxj3ZuxV27CprR9LgpeyGmXUbC6wb7ERfvrnKZjXoUmmDznezpbZb7ap6r1D3tgFxHmwMkQTPH",
        "2, m/0/2147483647',"
                + "xpub6ASAVgeehLbnwdqV6UKMHVzgqAG8Gr6riv3Fxxpj8ksbH9ebxaEyBLZ85ySDhKiLDBrQSARLq1uNRts8RuJiHjaDMBU4Zn9h8LZNnBC5y4a",
        "2, m/0/2147483647'/1,"
                + "xpub6DF8uhdarytz3FWdA8TvFSvvAh8dP3283MY7p2V4SeE2wyWmG5mg5EwVvmdMVCQcoNJxGoWaU9DCWh89LojfZ537wTfunKau47EL2dhHKon",
        "2, m/0/2147483647'/1/2147483646',"
                + "xpub6ERApfZwUNrhLCkDtcHTcxd75RbzS1ed54G1LkBUHQVHQKqhMkhgbmJbZRkrgZw4koxb5JaHWkY4ALHY2grBGRjaDMzQLcgJvLJuZZvRcEL",
        "2, m/0/2147483647'/1/2147483646'/2,"
                + "xpub6FnCn6nSzZAw5Tw7cgR9bi15UV96gLZhjDstkXXxvCLsUXBGXPdSnLFbdpq8p9HmGsApME5hQTZ3emM2rnY5agb9rXpVGyy3bdW6EEgAtqt",
        "3, m,"
                + "xpub661MyMwAqRbcEZVB4dScxMAdx6d4nFc9nvyvH3v4gJL378CSRZiYmhRoP7mBy6gSPSCYk6SzXPTf3ND1cZAceL7SfJ1Z3GC8vBgp2epUt13",
        "3, m/0',"
                + "xpub68NZiKmJWnxxS6aaHmn81bvJeTESw724CRDs6HbuccFQN9Ku14VQrADWgqbhhTHBaohPX4CjNLf9fq9MYo6oDaPPLPxSb7gwQN3ih19Zm4Y",
        "4, m,"
                + "xpub661MyMwAqRbcGczjuMoRm6dXaLDEhW1u34gKenbeYqAix21mdUKJyuyu5F1rzYGVxyL6tmgBUAEPrEz92mBXjByMRiJdba9wpnN37RLLAXa",
        "4, m/0',"
                + "xpub69AUMk3qDBi3uW1sXgjCmVjJ2G6WQoYSnNHyzkmdCHEhSZ4tBok37xfFEqHd2AddP56Tqp4o56AePAgCjYdvpW2PU2jbUPFKsav5ut6Ch1m",
        "4, m/0'/1',"
                + "xpub6BJA1jSqiukeaesWfxe6sNK9CCGaujFFSJLomWHprUL9DePQ4JDkM5d88n49sMGJxrhpjazuXYWdMf17C9T5XnxkopaeS7jGk1GyyVziaMt"
    })
    void theVectorsOfBip32(int vector, String path, String xpub) {
        String seed =
                switch (vector) {
                    case 1 -> VECTOR_1;
                    case 2 -> VECTOR_2;
                    case 3 -> VECTOR_3;
                    default -> VECTOR_4;
                };
        DeterministicKey key = HDKeyDerivation.createMasterPrivateKey(bytes(seed));
        for (String step : path.split("/", -1)) {
            if (!step.equals("m")) {
                boolean hard = step.endsWith("'");
                key = HDKeyDerivation.deriveChildKey(
                        key, new ChildNumber(Integer.parseInt(step.replace("'", "")), hard));
            }
        }
        assertEquals(xpub, key.serializePubB58(BitcoinNetwork.MAINNET));
    }

    @ParameterizedTest
    @CsvSource({
        "DEPOSIT, 0, 0330d54fd0dd420a6e5f8d3624f5f3482cae350f79d5f0753bf5beef9c2d91af3c",
        "DEPOSIT, 1, 03e775fd51f0dfb8cd865d9ff1cca2a158cf651fe997fdc9fee9c1d3b5e995ea77",
        "HOT, 0, 03025324888e429ab8e3dbaf1f7802648b9cd01e9b418485c5fa4c1b9b5700e1a6"
    })
    void theVectorsOfBip84(Branch branch, int index, String publicKey) {
        Network bitcoin = new Network("bitcoin", "Bitcoin", 84, 0, 2, 6, false);
        DeterministicKey account = new Seed(bytes(ABANDON)).account(bitcoin, 0);
        assertEquals(
                publicKey,
                HexFormat.of().formatHex(Seed.child(account, branch, index).getPubKey()));
    }

    @Test
    void theFirstAddressOfTheSameWordsOnEthereum() {
        Network ethereum = new Network("ethereum", "Ethereum", 44, 60, 12, 64, false);
        DeterministicKey account = new Seed(bytes(ABANDON)).account(ethereum, 0);
        var scheme = new EthereumScheme(ethereum, 1, List.of(new Coin("ethereum", "ETH", Coin.NATIVE, 18)));
        assertEquals(
                "0x9858EfFD232B4033E47d90003D41EC34EcaEda94",
                scheme.address(Seed.child(account, Branch.DEPOSIT, 0).getPubKey()));
    }

    @Test
    void seedOfAWrongLengthIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Seed(new byte[15]));
        assertThrows(IllegalArgumentException.class, () -> new Seed(new byte[65]));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
