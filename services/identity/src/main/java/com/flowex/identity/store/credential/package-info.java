/** Tables of API keys and second factors. */
@NullMarked
package com.flowex.identity.store.credential;

import org.jspecify.annotations.NullMarked;
