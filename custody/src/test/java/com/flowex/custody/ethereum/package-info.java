@NullMarked
package com.flowex.custody.ethereum;

import org.jspecify.annotations.NullMarked;
