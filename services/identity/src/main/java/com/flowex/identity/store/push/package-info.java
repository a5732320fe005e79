/** Tables of browsers that receive pushes, and of the keys for them. */
@NullMarked
package com.flowex.identity.store.push;

import org.jspecify.annotations.NullMarked;
