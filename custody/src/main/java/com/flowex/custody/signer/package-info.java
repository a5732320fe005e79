/** Who signs, as a process of its own: it judges what leaves by a policy of its own, from the bytes, and counts. */
@NullMarked
package com.flowex.custody.signer;

import org.jspecify.annotations.NullMarked;
