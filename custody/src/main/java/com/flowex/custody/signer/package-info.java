/** The signer as a separate process: it judges transactions by its own policy, from the bytes, and counts. */
@NullMarked
package com.flowex.custody.signer;

import org.jspecify.annotations.NullMarked;
