@NullMarked
package com.flowex.wallet.past;

import org.jspecify.annotations.NullMarked;
