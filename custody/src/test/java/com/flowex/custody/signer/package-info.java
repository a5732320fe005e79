@NullMarked
package com.flowex.custody.signer;

import org.jspecify.annotations.NullMarked;
