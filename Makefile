# `make` alone lists the targets. Whatever a target needs and is not there, it installs first: tools/setup.sh.

SHELL := bash
PORT ?= 8080

# Tools of this checkout first, then cargo's, which a fresh rustup may not have put on PATH yet.
CARGO_HOME ?= $(HOME)/.cargo
export PATH := $(CURDIR)/.tools/bin:$(CARGO_HOME)/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help serve build test firefox lint bench asyncio packages screenshots record

help: ## List the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

serve: ## Build the page and serve it on 127.0.0.1:8080 (PORT=8081 for another port)
	@tools/setup.sh
	@node tools/serve.mjs --check $(PORT)
	trunk build --release
	@node tools/serve.mjs dist $(PORT)

build: ## Build the page into dist/
	@tools/setup.sh
	trunk build --release

test: ## Run every test there is: native, the page's build, the page in Chromium
	@tools/setup.sh browser
	@tools/test.sh

firefox: ## Try the page in a real Firefox: FIREFOX=path, 153 or newer
	@tools/setup.sh
	trunk build --release
	node --test tests/firefox/*.test.mjs

lint: ## Check the format; clippy natively and for wasm32, TypeScript's types: no warnings
	@tools/setup.sh
	cargo fmt --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cargo clippy --locked --no-default-features --features page --lib --bins --target wasm32-unknown-unknown -- -D warnings
	cargo clippy --locked --no-default-features --features worker --lib --bins --target wasm32-unknown-unknown -- -D warnings
	npm run --silent types

bench: ## Measure the executor, then the page side by side with Pyodide in one browser
	@tools/setup.sh browser
	cargo bench --locked -p loopscope-machine
	trunk build --release
	node bench/browser.mjs

asyncio: ## Run CPython's own test_asyncio against the engine (needs apt-get, for its tests)
	@tools/setup.sh
	CPYTHON_TEST_ASYNCIO=$$(tools/cpython_tests.sh) cargo test --locked --test cpython -- --ignored --nocapture

packages: ## Run packages' own tests, and CPython's of the network, in the engine (needs pip and apt-get, for the tests)
	@tools/setup.sh
	cargo build --locked
	tools/package_tests.sh

screenshots: ## Take the pictures of the documentation from the real page
	@tools/setup.sh browser
	trunk build --release
	node tools/screenshots.mjs

record: ## Record what CPython 3.14 prints for the scripts of tests/corpus
	@tools/setup.sh
	node tools/record.mjs
